/** The name of every reason for which a statement does not follow from the chain. */
export const chainRules = [
  'malformed', 'pin-mismatch', 'not-a-founding', 'already-founded', 'wrong-network', 'secretariat-required',
  'window-inverted', 'window-not-allowed', 'issued-in-the-future', 'duplicate-statement',
  'unknown-issuer', 'issuers-not-distinct', 'issuer-not-yet-valid', 'issuer-ended', 'wrong-number-of-signatures', 'bad-signature', 'issuer-not-allowed',
  'unknown-authority', 'authority-ended', 'authority-id-taken', 'secretariat-cannot-end',
  'unknown-person', 'person-id-taken', 'successor-mismatch', 'key-taken', 'unknown-device', 'device-id-taken', 'device-not-extended',
  'subject-ended', 'expiry-in-the-past', 'access-would-be-extended', 'hand-over-to-non-member', 'hand-over-to-non-practitioner',
] as const;
export type ChainRule = (typeof chainRules)[number];
