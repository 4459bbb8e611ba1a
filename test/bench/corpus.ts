/** Invented messages in five languages, the same each time: words as common as Zipf's law says, of the letters of their language. */
const vocabulary = 20_000;
const languages: { letters: string[]; shortest: number; longest: number; prefixes: string[]; share: number }[] = [
  { letters: [...'etaoinshrdlcumwfgypbvk'], shortest: 2, longest: 11, prefixes: [], share: 4 },
  { letters: [...'eaisnrtoludcmpégbvhfqyx'], shortest: 2, longest: 12, prefixes: ['l’', 'd’'], share: 1 },
  { letters: [...'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё'], shortest: 2, longest: 11, prefixes: [], share: 2 },
  { letters: [...'ابتجحدرسشصعفقكلمنهويةأإى'], shortest: 3, longest: 7, prefixes: ['ال', 'و', 'ب', 'وال', 'لل'], share: 2 },
];
const mostFrequentHan = 0x4e00;

export class Corpus {
  private readonly words: string[][];
  constructor(private seed: number) {
    this.words = languages.map(({ letters, shortest, longest }) => Array.from({ length: vocabulary }, () => Array.from({ length: shortest + this.below(longest - shortest) }, () => letters[this.below(letters.length)]).join('')));
  }

  message(at: number): string {
    const length = 8 + this.below(24);
    const language = this.language(at);
    return language === undefined ? Array.from({ length: length * 2 }, () => this.han()).join('') : Array.from({ length }, () => this.word(language, true)).join(' ');
  }

  question(at: number): string {
    const language = this.language(at);
    if (language === undefined) return this.han() + this.han();
    const word = this.word(language, false);
    switch (at % 4) {
      case 0: return word;
      case 1: return word.slice(0, 3);
      case 2: return `${word} ${this.word(language, false)}`;
      default: return word.length > 5 ? word.slice(0, 3) + word.slice(4) : word;
    }
  }

  /** Undefined for Chinese. */
  private language(at: number): number | undefined {
    let share = at % 10;
    const found = languages.findIndex((each) => { share -= each.share; return share < 0; });
    return found === -1 ? undefined : found;
  }

  private word(language: number, withPrefix: boolean): string {
    const { prefixes } = languages[language] ?? { prefixes: [] };
    const word = this.words[language]?.[this.zipf(vocabulary)] ?? '';
    return withPrefix && prefixes.length > 0 && this.below(3) === 0 ? `${prefixes[this.below(prefixes.length)]}${word}` : word;
  }

  private han(): string { return String.fromCharCode(mostFrequentHan + this.zipf(3_000)); }
  private zipf(count: number): number { return Math.floor(count ** this.random()) - 1; }
  private below(count: number): number { return Math.floor(this.random() * count); }

  /** Mulberry32. */
  private random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
}
