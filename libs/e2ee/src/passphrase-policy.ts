/**
 * Which passphrases a client accepts: long ones that say nothing about their owner (NIST SP 800-63B section 5.1.1.2:
 * length and a list of what is commonly chosen, no rules of composition). The estimate is a floor, not a promise.
 */
import { preparePassphrase } from './passphrase.js';

export type PassphraseRule = 'too-short' | 'too-long' | 'context-word' | 'common' | 'too-simple';
export type PassphraseVerdict = { ok: true; bits: number } | { ok: false; rule: PassphraseRule };

export const passphraseLimits = { shortest: 12, longest: 256, bits: 40 } as const;

/** Whole passphrases people choose most, and the words they are made of; compared without spaces, marks and digits at their ends. */
const common = new Set([
  'password', 'passwort', 'passphrase', 'motdepasse', 'contrasena', 'contraseña', 'senha', 'parola', 'haslo', 'welcome', 'willkommen', 'bienvenue', 'bienvenido',
  'letmein', 'iloveyou', 'qwerty', 'qwertz', 'azerty', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm', 'admin', 'administrator', 'administrateur',
  'changeme', 'secret', 'geheim', 'default', 'master', 'superuser', 'sunshine', 'princess', 'football', 'monkey', 'dragon', 'baseball', 'trustno', 'whatever',
  'correcthorsebatterystaple', 'thequickbrownfox', 'thequickbrownfoxjumpsoverthelazydog', 'loremipsum', 'loremipsumdolorsitamet', 'tobeornottobe', 'maytheforcebewithyou',
]);
const sequences = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn'];

/** `context`: words an attacker would try first: login, name, authority. Lengths count characters, not bytes. */
export function checkPassphrase(passphrase: string, context: readonly string[] = []): PassphraseVerdict {
  const prepared = preparePassphrase(passphrase);
  const length = [...prepared].length;
  if (length < passphraseLimits.shortest) return { ok: false, rule: 'too-short' };
  if (length > passphraseLimits.longest) return { ok: false, rule: 'too-long' };
  const plain = prepared.toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '');
  const core = letters.replace(/^\d+|\d+$/g, '');
  if (common.has(letters) || common.has(core) || isRepeated(core)) return { ok: false, rule: 'common' };
  const words = wordsOf(context);
  const bits = estimateBits(words.reduce((rest, word) => rest.replaceAll(word, ' '), plain));
  if (bits >= passphraseLimits.bits) return { ok: true, bits };
  // What is left without the context would not do: say so if it is the context that fills the length.
  return { ok: false, rule: words.some((word) => plain.includes(word)) ? 'context-word' : 'too-simple' };
}

/** The parts of logins, names and authorities that have at least four letters, and the product's own name. */
const wordsOf = (context: readonly string[]): string[] =>
  ['comity', ...context.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])].map((word) => word.trim().toLowerCase()).filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);

/** One common word written several times. */
const isRepeated = (text: string): boolean => [...common].some((word) => text.length > 0 && text.replaceAll(word, '').replace(/\d/g, '') === '');

/**
 * Bits a guesser needs at least: characters that repeat one of the two before them or follow them in an alphabet or on
 * a keyboard count one bit, others as much as their alphabet gives, at most 3.5 (letters in words are predictable).
 */
function estimateBits(text: string): number {
  const characters = [...text];
  const alphabetSize = [/\p{Ll}|\p{Lo}/u, /\p{N}/u, /[^\p{L}\p{N}\s]/u].reduce((size, group, i) => size + (group.test(text) ? [26, 10, 33][i]! : 0), 1);
  const each = Math.min(Math.log2(alphabetSize), 3.5);
  const seen = new Map<string, number>();
  let bits = 0;
  for (const [i, character] of characters.entries()) {
    const before = characters[i - 1];
    if (/\s/.test(character)) continue;
    const follows = before !== undefined && sequences.some((s) => s.includes(before + character) || s.includes(character + before));
    const repeats = before === character || characters[i - 2] === character;
    const times = seen.get(character) ?? 0;
    seen.set(character, times + 1);
    bits += follows || repeats ? 1 : each / (1 + times / 4);
  }
  return Math.floor(bits);
}
