/**
 * What a passphrase must be. The service never sees it and so cannot check it: this is the only guard.
 * No rule about kinds of characters (NIST SP 800-63B section 3.1.1.2): length, not guessable from the context, not common.
 */
export type PassphraseFlaw = 'short' | 'common' | 'personal' | 'repetitive';
export const shortest = 14;

const common = ['password', 'passphrase', 'passwort', 'motdepasse', 'contraseña', 'qwerty', 'qwertz', 'azerty', 'letmein', 'welcome', 'iloveyou', 'administrator', 'abc123', '123456', '654321', '111111', 'abcdef', 'comity', 'prosecutor', 'ministry', 'justice'];

/** The first rule a passphrase breaks; `context` are words an attacker would try first (login, name). */
export function passphraseFlaw(passphrase: string, context: readonly string[]): PassphraseFlaw | null {
  if ([...passphrase].length < shortest) return 'short';
  const folded = passphrase.normalize('NFKC').toLowerCase();
  const distinct = new Set(folded).size;
  if (distinct < 6 || /(.)\1{4,}/u.test(folded)) return 'repetitive';
  const parts = context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length >= 4);
  if (remainder(folded, parts) < 10) return 'personal';
  if (remainder(folded, common) < 8) return 'common';
  return null;
}

/** How many letters are left once the guessable words are taken out. */
const remainder = (passphrase: string, words: readonly string[]): number => [...words.reduce((rest, word) => rest.replaceAll(word, ''), passphrase)].length;

/** 0 (refused) to 4; a rough estimate of bits from length and variety, for the meter only. */
export function passphraseStrength(passphrase: string, context: readonly string[]): 0 | 1 | 2 | 3 | 4 {
  if (passphraseFlaw(passphrase, context) !== null) return 0;
  const alphabet = [/[a-z]/, /[A-Z]/, /\d/, /[^\x00-\x7f]/, /[^\w\s]/, /\s/].reduce((sum, kind, i) => sum + (kind.test(passphrase) ? [26, 26, 10, 40, 20, 1][i] ?? 0 : 0), 0);
  const variety = Math.min(1, new Set(passphrase).size / 12);
  // Words are not random letters: half of the bits are counted.
  const bits = [...passphrase].length * Math.log2(Math.max(alphabet, 2)) * variety * 0.5;
  return bits < 40 ? 1 : bits < 55 ? 2 : bits < 75 ? 3 : 4;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Five groups of four random characters: 99 bits, easy to type on any keyboard. */
export function suggestPassphrase(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string {
  const chars: string[] = [];
  while (chars.length < 20) {
    for (const byte of random(new Uint8Array(32))) {
      // 31 characters: bytes from 248 on would favour the first letters.
      if (byte < 248 && chars.length < 20) chars.push(letters[byte % 31] ?? '');
    }
  }
  return Array.from({ length: 5 }, (_, i) => chars.slice(i * 4, i * 4 + 4).join('')).join('-');
}
