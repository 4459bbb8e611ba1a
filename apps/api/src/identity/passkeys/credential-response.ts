/** The parts of a browser's PublicKeyCredential the verifier reads; everything else is dropped at the door. */
import { z } from 'zod';
import { base64url } from '@comity/contracts';

const common = { id: base64url({ min: 1, max: 1_023 }), rawId: base64url({ min: 1, max: 1_023 }), type: z.literal('public-key'), clientExtensionResults: z.object({}).catch({}) };
const clientDataJSON = base64url({ min: 1, max: 4_096 });

export const AuthenticationResponse = z.object({
  ...common,
  response: z.object({ clientDataJSON, authenticatorData: base64url({ min: 37, max: 4_096 }), signature: base64url({ min: 1, max: 1_024 }), userHandle: base64url({ max: 64 }).optional() }),
});
export const RegistrationResponse = z.object({
  ...common,
  response: z.object({ clientDataJSON, attestationObject: base64url({ min: 1, max: 65_536 }), transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).max(8).catch([]).default([]) }),
});

const ClientData = z.object({ challenge: base64url({ exactly: 32 }) });

/** The challenge the authenticator signed, or undefined when the client data are not what they should be. */
export function challengeOf(clientData: string): string | undefined {
  try {
    return ClientData.safeParse(JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'))).data?.challenge;
  } catch {
    return undefined;
  }
}
