/**
 * Words of a text in any language, and the terms under which they are found.
 *
 * Where words stand apart, a term is a folded word; Arabic words count without their prefixes, too. Chinese and Japanese
 * run on, and dictionaries cut them differently in different company: terms are pairs of neighbouring characters, so that
 * any two in a row are found. Thai, Lao, Khmer and Burmese are cut by the platform's dictionary (`Intl.Segmenter`).
 */
import { isArabic, readings } from './arabic.js';
import { fold } from './fold.js';

/** A place in a text, in UTF-16 units. */
export interface Place { from: number; to: number }

const longestTerm = 64;
const digits = String.raw`\p{Nd}{1,3}(?:[,٬'’\u00a0\u202f]\p{Nd}{3})+(?!\p{Nd})`;
const pairedLetters = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ーｰﾞﾟ々〆`;
const cutLetters = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const runs = new RegExp(String.raw`(${digits})|([${pairedLetters}]+)|([${cutLetters}]+)|(?:(?![${pairedLetters}${cutLetters}])[\p{L}\p{M}\p{N}\u00ad\u200d])+`, 'gu');
// eslint-disable-next-line no-control-regex -- the range of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/;
const asciiRuns = /(\d{1,3}(?:[,']\d{3})+(?!\d))|[a-zA-Z0-9]+/g;

let segmenter: Intl.Segmenter | null | undefined;
/** Words of a run of letters by the platform's dictionary; where there is none, the run is one word. */
function* cut(run: string): Generator<Place> {
  segmenter ??= 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
  if (segmenter === null) yield { from: 0, to: run.length };
  else for (const { index, segment, isWordLike } of segmenter.segment(run)) if (isWordLike === true) yield { from: index, to: index + segment.length };
}

/** Words as `cut`, but characters that no dictionary puts together, as in names, stay together. */
function* phrases(run: string): Generator<string> {
  let alone = '';
  for (const { from, to } of cut(run)) {
    const word = run.slice(from, to);
    if ([...word].length === 1) { alone += word; continue; }
    if (alone !== '') yield alone;
    alone = '';
    yield word;
  }
  if (alone !== '') yield alone;
}

type Kind = 'word' | 'paired';
interface Run extends Place { kind: Kind }

function* runsOf(text: string): Generator<Run> {
  const plain = ascii.test(text);
  for (const match of text.matchAll(plain ? asciiRuns : runs)) {
    const [run] = match;
    const from = match.index;
    if (!plain && match[3] !== undefined) for (const word of cut(run)) yield { kind: 'word', from: from + word.from, to: from + word.to };
    else yield { kind: !plain && match[2] !== undefined ? 'paired' : 'word', from, to: from + run.length };
  }
}

const wordTerm = (word: string): string => fold(word).slice(0, longestTerm);

function* pairs(folded: string): Generator<string> {
  let before: string | undefined;
  for (const character of folded) {
    if (before !== undefined) yield before + character;
    before = character;
  }
  // The last one alone, so that every character begins a term.
  if (before !== undefined) yield before;
}

function* termsOfWord(word: string): Generator<string> {
  const term = wordTerm(word);
  if (term === '') return;
  yield term;
  if (!isArabic(term)) return;
  const { sure, possible } = readings(term);
  yield* sure;
  yield* possible;
}

/** Every term of a text; some come more than once. */
export function* termsOf(text: string): Generator<string> {
  for (const { kind, from, to } of runsOf(text)) yield* kind === 'paired' ? pairs(fold(text.slice(from, to))) : termsOfWord(text.slice(from, to));
}

/** One thing a message must have to be found: any of `terms`; or, as a weaker match, any of `similar` or a word a typo away from `near`. */
export interface Need { terms: { term: string; prefix: boolean }[]; similar: string[]; near: string | null }

/** What somebody asks for; a message must meet every need. */
export function needsOf(text: string): Need[] {
  const needs: Need[] = [];
  for (const { kind, from, to } of runsOf(text)) {
    const run = text.slice(from, to);
    if (kind === 'word') needs.push(...needOfWord(run));
    else for (const word of phrases(run)) needs.push(...needsOfPaired(fold(word)));
  }
  return needs;
}

function needOfWord(word: string): Need[] {
  const term = wordTerm(word);
  if (term === '') return [];
  const { sure, possible } = isArabic(term) ? readings(term) : { sure: [], possible: [] };
  const number = /^\d+$/.test(term);
  return [{ terms: [term, ...sure].map((each) => ({ term: each, prefix: each.length >= 2 })), similar: possible, near: term.length > 5 && !number ? term : null }];
}

function needsOfPaired(folded: string): Need[] {
  const all = [...pairs(folded)];
  const [first] = all;
  if (first === undefined) return [];
  if (all.length === 1) return [{ terms: [{ term: first, prefix: true }], similar: [], near: null }];
  return all.slice(0, -1).map((term) => ({ terms: [{ term, prefix: false }], similar: [], near: null }));
}

/** Places of a text that meet one of the needs, in order, without overlaps. `matches` tells whether a term of the text does. */
export function placesOf(text: string, matches: (term: string) => boolean): Place[] {
  const places: Place[] = [];
  const add = (from: number, to: number): void => {
    const last = places.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else places.push({ from, to });
  };
  for (const { kind, from, to } of runsOf(text)) {
    const run = text.slice(from, to);
    if (kind === 'word') {
      for (const term of termsOfWord(run)) if (matches(term)) { add(from, to); break; }
      continue;
    }
    // A character that is asked for by itself, or two in a row that are asked for together.
    let at = from;
    let before: { at: number; folded: string; alone: boolean } | undefined;
    for (const character of run) {
      const folded = fold(character);
      const alone = matches(folded);
      if (alone) add(at, at + character.length);
      else if (before !== undefined && !before.alone && matches(before.folded + folded)) add(before.at, at + character.length);
      before = { at, folded, alone };
      at += character.length;
    }
  }
  return places;
}
