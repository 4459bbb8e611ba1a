/** A passphrase for those who want none of their own: five groups of four random characters, 99 bits, easy to type on any keyboard. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

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
