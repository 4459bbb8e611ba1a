/** How Arabic stands in a PDF: each letter in the form that its neighbours give it, the signs from left to right as they are drawn. */

/** The forms of a letter in Unicode’s order: alone, last, and of letters that join on both sides first and in the middle. */
const forms = new Map<string, string[]>();
for (let code = 0xfe80; code <= 0xfef4; code += 1) {
  const form = String.fromCodePoint(code), letter = form.normalize('NFKC');
  forms.set(letter, [...(forms.get(letter) ?? []), form]);
}
const isAlone = /[\u0600-\u06ff]/u;
const joinsOn = (letter: string | undefined): boolean => letter !== undefined && forms.get(letter)?.length === 4;
const joinsBack = (letter: string | undefined): boolean => letter !== undefined && (forms.get(letter)?.length ?? 0) > 1;

/** As a word is drawn; what stands alone comes out as the letter itself. */
function shaped(word: string): string {
  const all = [...word];
  return all.map((letter, i) => {
    const before = joinsOn(all[i - 1]) && joinsBack(letter), after = joinsOn(letter) && joinsBack(all[i + 1]);
    return (before ? forms.get(letter)![after ? 3 : 1] : after ? forms.get(letter)![2] : letter)!;
  }).join('');
}

/** The words of a text as they have to stand in its print, those of more than two letters: from left to right. Left out are lam with alef, which is one sign, words with marks, and those with two signs that join nothing beside each other, which a reader of PDF turns round again. */
export function drawnWords(text: string): string[] {
  const words = [...text.matchAll(/([\p{Script=Arabic}\p{M}]{3,})(\S?)/gu)].filter(([, word]) => [...word!].every((letter) => forms.has(letter)) && !/ل[اأإآ]/u.test(word!));
  const drawn = words.flatMap(([, word, next]) => { const all = shaped(word!); return next !== '' && isAlone.test(all.at(-1)!) ? [] : [...all].reverse().join(''); });
  return [...new Set(drawn.filter((word) => !/[\u0600-\u06ff]{2}/u.test(word)))];
}
