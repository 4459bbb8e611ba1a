/**
 * A request as a formal letter: a small tree of blocks that screen, printer and Word document are made of. Pure. What
 * people wrote stays as they wrote it; the frame around it is in the language of the letter, whatever the interface speaks.
 */
import { treatyName, treatyWords } from '@comity/casework';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import { lifeCycles } from '../casework/law.js';
import type { MatterView, StepView } from '@comity/sdk';
import { partsOf } from '../casework/draft.js';
import { rulesOf } from '../casework/law.js';
import { inShort, isPlain } from '../messaging/marking.js';
import type { FactTerm, LetterLanguage } from './frame.js';
import { factRows } from './facts.js';
import { frameWords, letterTags, said, type Line, type Row } from './line.js';
import type { Tongue } from './tongue.js';

interface Item { line: Line; /** Provisions, as lawyers cite them. */ articles: string[] }

export type Block =
  | { kind: 'mark'; text: string }
  | { kind: 'letterhead'; lines: Line[] }
  | { kind: 'facts'; rows: Row[] }
  | { kind: 'title'; text: string }
  | { kind: 'heading'; level: 2 | 3; text: string; articles: string[] }
  | { kind: 'text'; line: Line; articles: string[] }
  | { kind: 'list'; items: Item[] }
  | { kind: 'said'; paragraphs: string[] }
  | { kind: 'unwritten'; text: string }
  /** The last words, and under them where it is signed: they stay together. */
  | { kind: 'closing'; line: Line; rows: Row[] };

export interface Letter {
  language: LetterLanguage;
  direction: 'ltr' | 'rtl';
  /** What the file is called, without an ending. */
  fileName: string;
  blocks: Block[];
  /** Provisions in it that nobody has read in the text of the instrument for this product. */
  unverified: string[];
}

export interface Names {
  authority(id: AuthorityId): { name: string; state: string } | undefined;
  /** With what they are; undefined for people whom the chain does not know. */
  person(id: PractitionerId): { name: string; title: string | null } | undefined;
}

export const directionOf = (language: LetterLanguage): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** The request with its texts in another language, where they were translated; what has no translation stays as it was written. */
export function inLanguage(view: MatterView, language: string): MatterView {
  const pieces = new Map(view.translations.find((each) => each.language === language)?.pieces.map(({ of, text }) => [of, text]));
  return {
    ...view, title: pieces.get('title') ?? view.title, sections: view.sections.map(({ part, text }) => ({ part, text: pieces.get(part) ?? text })),
    measureViews: view.measureViews.map((measure) => ({ ...measure, sought: pieces.get(measure.id) ?? measure.sought })),
  };
}

/** `now`: the date of a letter that did not go out. Dates are those of UTC, so that both sides print the same letter. */
export function letterOf(view: MatterView, { language, frame, states }: Tongue, names: Names, now: Date): Letter {
  const unverified = new Set<string>();
  const cite = (sources: readonly { article: string; verified: boolean }[]): string[] => {
    const cited = sources.filter(({ article }) => isCitation(article));
    for (const { article, verified } of cited) if (!verified) unverified.add(article);
    return [...new Set(cited.map(({ article }) => article))];
  };
  const law = rulesOf(view.basis, view.kind);
  const rules = law.ok ? law.rules : null;
  // A term that a treaty brought has the words of its file, or is shown as it is written.
  const termOf = (terms: Readonly<Record<string, string>>, list: 'content' | 'assistance', id: string): string => terms[id] ?? treatyWords(language, list, id) ?? id;
  const { title, opening, measures } = frame.kinds[isForArrest(view) ? 'provisionalArrest' : view.kind];
  const day = new Intl.DateTimeFormat(letterTags[language], { dateStyle: 'long', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' });
  const date = (instant: string): string => day.format(new Date(instant));

  const party = (id: AuthorityId): { name: Line; state: string | null; full: Line } => {
    const known = names.authority(id);
    const name: Line = [said(known?.name ?? id)];
    // An international organisation stands in the directory without a State.
    const state = known === undefined || known.state === 'UN' ? null : states[known.state] ?? known.state;
    return { name, state, full: state === null ? name : filled(frame.party, { name, state: [frameWords(state)] }) };
  };
  const from = party(view.requesting);
  const to = party(view.requested);

  // The letter is the requesting authority's, whoever prints it.
  const { references: { ours: own, theirs: other }, side } = view;
  const [ours, yours] = side === 'requesting' ? [own, other] : [other, side === 'requested' ? own : null];

  const sent = view.transmission;
  // Who carried what the letter holds last, and when: of what was completed later, not who began it.
  const signed = lastWithContent(view) ?? sent;
  const signer = signed === null ? undefined : names.person(signed.by);
  const moment = view.transmittedAt === null ? now.toISOString() : signed?.at ?? view.transmittedAt;
  const blocks: Block[] = [];

  if (view.transmittedAt === null) blocks.push({ kind: 'mark', text: frame.draft });
  // How it may be used is on its face, in every language alike; how it was evaluated is for those who keep it.
  const marking = { ...view.marking, evaluation: null };
  if (!isPlain(marking)) blocks.push({ kind: 'mark', text: inShort(marking) });
  if (view.marking.restriction !== null) blocks.push({ kind: 'said', paragraphs: paragraphsOf(view.marking.restriction) });
  blocks.push({ kind: 'letterhead', lines: [from.name, ...(from.state === null ? [] : [[frameWords(from.state)]])] });
  blocks.push({ kind: 'facts', rows: [
    { label: frame.to, value: to.full },
    { label: frame.date, value: [frameWords(date(moment))] },
    // Until it goes out, a request has no place that both sides know.
    ...(view.transmittedAt === null ? [] : [{ label: frame.reference, value: [frameWords(view.space)] }]),
    ...(ours === null ? [] : [{ label: frame.ourReference, value: [said(ours)] }]),
    ...(yours === null ? [] : [{ label: frame.yourReference, value: [said(yours)] }]),
    { label: frame.subject, value: [said(view.title)] },
    ...(view.urgent ? [{ label: frame.urgency, value: [frameWords(frame.urgent)] }] : []),
  ] });
  blocks.push({ kind: 'title', text: title });
  blocks.push({ kind: 'text', line: filled(opening, { from: from.full, to: to.full }), articles: [] });

  blocks.push(heading(frame.basis));
  blocks.push({ kind: 'list', items: view.basis.instruments.map((id) => ({
    line: [frameWords((frame.instruments as Partial<Record<string, string>>)[id] ?? treatyName(language, id, 'title') ?? id), ...(view.basis.agreed.includes(id) ? [frameWords(` – ${frame.agreed}`)] : [])], articles: [],
  })) });

  if (sent !== null && sent.deadline !== null) {
    blocks.push(heading(frame.deadline, cite(rules?.clocks.filter(({ id }) => id === 'SUGGESTED_DEADLINE') ?? [])));
    blocks.push({ kind: 'text', line: filled(frame.deadlineText, { date: [frameWords(date(sent.deadline))] }), articles: [] });
    if (sent.words.reasons !== undefined) blocks.push({ kind: 'said', paragraphs: paragraphsOf(sent.words.reasons) });
  }

  // What is still to be written is what the step asks for that goes next, or went.
  const parts = rules === null ? [] : partsOf(rules, view.measureViews, sent === null ? undefined : [sent.action, ...view.missing.map(({ action }) => action)]);
  const written = new Map(view.sections.map(({ part, text }) => [part, paragraphsOf(text)]));
  for (const { id, sources, wherePossible, due } of parts) {
    const paragraphs = written.get(id) ?? [];
    if (paragraphs.length === 0 && (wherePossible || !due)) continue;
    blocks.push(heading(termOf(frame.parts, 'content', id), cite(sources)), paragraphs.length === 0 ? { kind: 'unwritten', text: frame.unwritten } : { kind: 'said', paragraphs });
  }
  // Written all the same, though no provision of the basis asks for it.
  for (const [id, paragraphs] of written) if (paragraphs.length > 0 && !parts.some((part) => part.id === id)) blocks.push(heading(termOf(frame.parts, 'content', id)), { kind: 'said', paragraphs });

  blocks.push(heading(measures));
  for (const [i, { assistance, sought, facts }] of view.measureViews.entries()) {
    const paragraphs = paragraphsOf(sought);
    // A person, or an asset: there is no more to call it by than what is said of it.
    if (assistance === null) {
      blocks.push({ kind: 'heading', level: 3, text: `${i + 1}.`, articles: [] }, { kind: 'said', paragraphs });
      const rows = factRows(facts, language, (id) => frame.facts[id as FactTerm], (code) => states[code] ?? code);
      if (rows.length > 0) blocks.push({ kind: 'facts', rows });
      continue;
    }
    blocks.push(
      { kind: 'heading', level: 3, text: `${i + 1}. ${termOf(frame.assistance, 'assistance', assistance)}`, articles: cite(rules?.assistance.filter(({ id }) => id === assistance) ?? []) },
      paragraphs.length === 0 ? { kind: 'unwritten', text: frame.unwritten } : { kind: 'said', paragraphs },
    );
  }

  const secrecy = rules?.duties.filter(({ id, from: since, bound }) => id === 'CONFIDENTIALITY' && since.includes('transmit') && bound.includes('requested')) ?? [];
  if (secrecy.length > 0) {
    blocks.push(heading(frame.confidentiality, cite(secrecy)));
    blocks.push({ kind: 'text', line: [frameWords(frame.confidentialityText)], articles: [] });
  }

  if (view.enclosures.length > 0) {
    blocks.push(heading(frame.enclosures));
    blocks.push({ kind: 'list', items: view.enclosures.map(({ file, sha256 }, i) => ({ line: [frameWords(`${i + 1}. `), said(file.name), frameWords(` – SHA-256 ${sha256}`)], articles: [] })) });
  }

  blocks.push({ kind: 'closing', line: filled(frame.closing, { from: from.name, to: to.name }), rows: [
    { label: frame.place, value: null },
    { label: frame.name, value: signer === undefined ? null : [said(signer.title === null ? signer.name : `${signer.name}, ${signer.title}`)] },
    { label: frame.signature, value: null },
  ] });
  return { language, direction: directionOf(language), fileName: fileNameOf(moment, to.state ?? names.authority(view.requested)?.name ?? ''), blocks, unverified: [...unverified] };
}

/** Actions after the first by which the requesting side carries its dossier; see `completes` of the life cycles. */
function lastWithContent({ kind, measureViews }: MatterView): StepView | null {
  const carrying = new Set(lifeCycles.get(kind)?.transitions.filter(({ sends, carries }) => sends === undefined && carries.includes('content')).map(({ action }) => action));
  const steps = measureViews.flatMap(({ steps: all }) => all.filter(({ action, actor }) => actor === 'requesting' && carrying.has(action)));
  return steps.sort((a, b) => a.at.localeCompare(b.at)).at(-1) ?? null;
}

/** Of an extradition, what went out at once, until the full request follows. */
const isForArrest = ({ transmission, measureViews }: MatterView): boolean =>
  transmission?.action === 'request-provisional-arrest' && !measureViews.some(({ steps }) => steps.some(({ action }) => action === 'send-request'));

export const heading = (text: string, articles: string[] = []): Block => ({ kind: 'heading', level: 2, text, articles });
export const paragraphsOf = (text: string): string[] => text.split(/[\r\n\u2028\u2029]+/).map((line) => line.trim()).filter((line) => line !== '');
/** What stands in the place of an article where no instrument is cited begins with a small letter: practice, domestic. */
const isCitation = (article: string): boolean => /^[A-Z0-9]/.test(article);

/** A sentence of the frame with something in each of its places. */
function filled(sentence: string, values: Readonly<Record<string, Line>>): Line {
  return sentence.split(/(\{[a-z]+\})/).filter((piece) => piece !== '').flatMap((piece) => values[/^\{([a-z]+)\}$/.exec(piece)?.[1] ?? ''] ?? [frameWords(piece)]);
}

/** Letters, digits and hyphens alone: safe as a path, in a shell and in a cell of a table, whatever the name holds. */
function fileNameOf(moment: string, whom: string): string {
  const name = whom.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return ['request', moment.slice(0, 10), ...(name === '' ? [] : [[...name].slice(0, 60).join('')])].join('-');
}

/** The direction in which a text is read, by its first letter that has one; null where none has. */
export function directionOfText(text: string): 'ltr' | 'rtl' | null {
  for (const letter of text) {
    if (rightToLeft.test(letter)) return 'rtl';
    if (/\p{L}/u.test(letter)) return 'ltr';
  }
  return null;
}
/** Letters of the scripts that are written from right to left. */
export const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}](?<=\p{L})/u;
