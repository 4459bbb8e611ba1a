/**
 * The passphrase between signing in and opening the vault a moment later, so that nobody types it twice. Kept in
 * memory only, given out once, and dropped after two minutes.
 */
let kept: { passphrase: string; until: number } | null = null;

export function keepPassphrase(passphrase: string, now = Date.now()): void { kept = { passphrase, until: now + 120_000 }; }
export function takeKeptPassphrase(now = Date.now()): string | null {
  const given = kept !== null && kept.until > now ? kept.passphrase : null;
  kept = null;
  return given;
}
