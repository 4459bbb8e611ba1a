/**
 * One spelling for words that people write in several: without case, accents, vowel signs and ornament, with one form of
 * each letter and Latin digits. Applied to what is searched and to what is searched for alike.
 */

/** Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs and tatweel, and joiners that nobody sees. Marks of other scripts are letters to them and stay. */
const marks = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u00ad\u200c-\u200f\u2060]/g;

const oneForm: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ς: 'σ',
  // Alef with wasla, alef maqsura, ta marbuta, and the Persian and Urdu shapes of yeh, kaf and heh. Hamza falls with the marks.
  ٱ: 'ا', ى: 'ي', ة: 'ه', ی: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه',
};
const otherForms = new RegExp(`[${Object.keys(oneForm).join('')}]`, 'g');
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Between groups of three digits. */
const groupMarks = /(?<=\d)[,٬'’\u00a0\u202f](?=\d)/g;
// eslint-disable-next-line no-control-regex -- the range of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/;

/** A word, or a number with its group marks, in the one spelling. */
export function fold(word: string): string {
  if (ascii.test(word)) return word.toLowerCase().replace(groupMarks, '');
  return word.normalize('NFKD').toLowerCase().replace(marks, '').replace(otherForms, (letter) => oneForm[letter] ?? letter)
    .replace(otherDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)).replace(groupMarks, '').normalize('NFC');
}
