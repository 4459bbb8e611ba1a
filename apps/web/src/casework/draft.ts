/** What somebody writes into a request: the form's state, what the law wants of it, and what it has not yet. */
import { z } from 'zod';
import type { AuthorityId, FileId } from '@comity/contracts';
import { assetFacts, type DossierInput, type DossierSource, type Facts, type Marking, type MatterView, type MeasureInput } from '@comity/sdk';
import type { Written } from '../messaging/form.js';
import { isPlain } from '../messaging/marking.js';
import { brokenIn, readTyped, typedOf, type Typed } from '../register/draft.js';
import { asMarked, markingSaid } from './marked.js';
import { translationInputs, Translations, translationsFrom, translationsOf, withPieces } from './translating.js';
import { Countings, kinds, lawEdition, LegalBasis, ownFirst, requiredContent, rulePacks, rulesOf, type Counting, type Refusal, type Rules } from './law.js';

const Draft = z.strictObject({
  kind: z.enum(kinds).default('mla'), requested: z.string(), instruments: z.array(z.string()), agreed: z.array(z.string()), lawPermits: z.array(z.string()).default([]),
  /** Of the law; what went out keeps the one that it went by. */
  edition: z.number().int().min(1).default(lawEdition),
  /** By clock: an alternative by its id, or `#` and the days that the parties agreed. */
  periods: z.record(z.string(), z.string()).default({}), counting: Countings.default({}), title: z.string(), urgent: z.boolean(),
  /** Measures, with their type of assistance; or persons sought, or assets. */
  measures: z.array(z.strictObject({ id: z.string(), assistance: z.string(), sought: z.string(), /** What an asset is known by; left out where nothing was typed. */ facts: z.strictObject({ values: z.record(z.string(), z.string()), currencies: z.record(z.string(), z.string()) }).optional() })),
  sections: z.record(z.string(), z.string()),
  reference: z.string().default(''),
  /** Of the dossier, those that stay; what is on its way is in the tray. */
  enclosures: z.array(z.string()).default([]), translations: Translations.default([]),
  /** Where it comes from, as it was read there. */
  source: z.custom<DossierSource>((value) => typeof value === 'object' && value !== null && 'place' in value).nullable().default(null),
  /** Null: as what it comes from. */
  marking: z.custom<Marking>(asMarked).nullable().default(null),
});
export type Draft = z.infer<typeof Draft>;
export type DraftMeasure = Draft['measures'][number];

/** All of the form. `base`: the request as it stood when the writing began; null for a new one. */
const Form = z.strictObject({ draft: Draft, base: z.string().nullable() });
type Form = z.infer<typeof Form>;

export const newMeasure = (): DraftMeasure => ({ id: crypto.randomUUID(), assistance: '', sought: '' });
export const newDraft = (): Draft => ({ kind: 'mla', requested: '', instruments: [], agreed: [], lawPermits: [], edition: lawEdition, periods: {}, counting: {}, title: '', urgent: false, measures: [newMeasure()], sections: {}, reference: '', enclosures: [], translations: [], source: null, marking: null });

export const draftOf = (matter: MatterView): Draft => ({
  ...draftFrom({ ...matter, measures: matter.measureViews, reference: matter.references.ours, enclosures: matter.enclosures.map(({ file }) => file.id), translations: [], source: null }), translations: translationsOf(matter), source: matter.source, marking: matter.marking,
  // A draft is written on by the law of today.
  ...(matter.transmittedAt === null && { edition: lawEdition }),
});
export function draftFrom({ kind = 'mla', requested, basis, title, urgent, sections, measures, reference, enclosures = [], translations = [], marking }: DossierInput): Draft {
  return {
    kind, requested, instruments: basis.instruments, agreed: basis.agreed, lawPermits: basis.lawPermits, edition: basis.edition ?? 1, title, urgent,
    periods: Object.fromEntries(Object.entries(basis.periods).map(([clock, period]) => [clock, typeof period === 'number' ? `#${period}` : period])), counting: basis.counting ?? {},
    measures: measures.map(({ id, assistance, sought, facts }) => ({ id, assistance: assistance ?? '', sought, ...typedFacts(facts) })),
    sections: Object.fromEntries(sections.map(({ part, text }) => [part, text])),
    reference: reference ?? '', enclosures, translations: translationsFrom(translations, { title, sections, measures }), source: null, marking: marking ?? null,
  };
}

const typedFacts = (facts: Facts = {}): { facts?: Typed } => (Object.keys(facts).length === 0 ? {} : { facts: typedOf(facts) });
/** What stands in the form of an asset, as its facts. */
export const factsOf = ({ facts }: Pick<DraftMeasure, 'facts'>): Facts =>
  (facts === undefined ? {} : Object.fromEntries(assetFacts.flatMap((field) => { const value = readTyped(field, facts); return value === null ? [] : [[field.id, value]]; })));
/** Of an asset; one that both sides read keeps what was noted, and has more. */
const withFacts = (written: DraftMeasure, { facts }: DraftMeasure): DraftMeasure =>
  (facts === undefined ? written : { ...written, facts: { values: { ...written.facts?.values, ...facts.values }, currencies: { ...written.facts?.currencies, ...facts.currencies } } });

/** What both sides read already is as it stands there, whoever added it meanwhile. */
export function withSettled(written: Draft, sent: MatterView): Draft {
  const { edition, measures, sections, enclosures, translations } = draftOf(sent);
  return { ...written, edition, measures: written.measures.map((measure) => { const settled = measures.find(({ id }) => id === measure.id); return settled === undefined ? measure : withFacts(measure, settled); }), sections: { ...written.sections, ...sections }, enclosures: [...new Set([...enclosures, ...written.enclosures])], translations: withPieces(written.translations, translations) };
}

/** Without the edition, which nobody writes, and as it was written before drafts had a source or a marking and periods were counted otherwise than as usual. */
export const baseOf = (draft: Draft): string => JSON.stringify({ ...draft, edition: undefined, source: draft.source ?? undefined, marking: draft.marking === null || isPlain(draft.marking) ? undefined : draft.marking, counting: Object.keys(draft.counting).length === 0 ? undefined : draft.counting });

/** What was kept, unless another version of the client wrote it in another way. */
function readForm(text: string): Form | null {
  if (text === '') return null;
  try {
    return Form.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
export const writtenForm: Written<Form> = { read: readForm, write: (form) => JSON.stringify(form) };
/** Of a new request. Its measures are other ones when it is taken up again: those of before may have gone out, and only the answer was lost. */
export const writtenAnew: Written<Form> = {
  ...writtenForm,
  read: (text) => {
    const form = readForm(text);
    return form && { ...form, draft: { ...form.draft, measures: form.draft.measures.map((measure) => ({ ...measure, id: newMeasure().id })) } };
  },
};

export const packIdsFor = (kind: Draft['kind']): string[] => [...rulePacks.values()].filter(({ governs }) => governs.includes(kind)).map(({ id }) => id);

export type Basis = Pick<Draft, 'kind' | 'instruments' | 'agreed' | 'lawPermits' | 'periods' | 'edition'> & { counting?: Draft['counting'] };
const packsOf = (instruments: readonly string[]) => instruments.flatMap((id) => rulePacks.get(id) ?? []);
interface Provision { id: string; article: string; verified: boolean }
/** A period that the basis may choose: one of its alternatives, or days that the parties agreed. */
export interface OfferedPeriod { clock: string; usual: Provision & { days?: number | undefined; maximum?: number | undefined } | null; alternatives: (Provision & { days: number })[]; agreed: boolean }

/** What the chosen instruments leave to the legal basis for matters of this kind: periods, and bars that hold only where the parties’ law permits. */
export function offered({ kind, instruments }: Pick<Draft, 'kind' | 'instruments'>): { periods: OfferedPeriod[]; permits: Provision[] } {
  const packs = packsOf(instruments);
  const clocks = ownFirst(packs.flatMap((pack) => pack.clocks).filter(({ cycle }) => cycle === kind));
  const ids = [...new Set(clocks.filter(({ agreed, alternatives }) => agreed === true || alternatives !== undefined).map(({ id }) => id))];
  return {
    periods: ids.map((clock) => {
      const all = clocks.filter(({ id }) => id === clock);
      return { clock, usual: all.find(({ days }) => days !== undefined) ?? null, alternatives: all.flatMap(({ alternatives = [] }) => alternatives), agreed: all.some(({ agreed }) => agreed === true) };
    }),
    permits: packs.flatMap(({ barred }) => barred).filter(({ cycles, ifLawPermits }) => ifLawPermits === true && cycles.includes(kind)),
  };
}

const agreedDays = (period: string): number | null => (/^#[1-9]\d{0,3}$/.test(period) && Number(period.slice(1)) <= 3_660 ? Number(period.slice(1)) : null);
/** Whether days that the parties agreed are no number of days. */
const isUnset = ({ kind, instruments, periods }: Draft): boolean => offered({ kind, instruments }).periods.some(({ clock }) => periods[clock]?.startsWith('#') === true && agreedDays(periods[clock]) === null);

/** Whether a period may be counted so on this basis. */
const countsSo = (kind: Draft['kind'], basis: LegalBasis, clock: string, counting: Counting): boolean => {
  const law = rulesOf({ ...basis, counting: { [clock]: counting } }, kind);
  return law.ok && law.rules.clocks.some(({ id }) => id === clock);
};
export interface OfferedCounting { clock: string; days: boolean }
/** Of which periods the parties may choose how they count: whether they stand still, and of days that they agreed also which days. */
export function countingOffered(draft: Basis): OfferedCounting[] {
  const basis = { ...basisOf(draft), counting: undefined };
  return (lawOf({ ...draft, counting: {} }).rules?.clocks ?? []).flatMap(({ id }) => (countsSo(draft.kind, basis, id, { pauses: 'information' }) ? [{ clock: id, days: countsSo(draft.kind, basis, id, { count: 'working-days' }) }] : []));
}

export function basisOf({ kind, instruments, agreed, lawPermits, periods, counting = {}, edition }: Basis): LegalBasis {
  const { periods: open, permits } = offered({ kind, instruments });
  const chosen = open.flatMap(({ clock, alternatives, agreed: free }): [string, string | number][] => {
    const period = periods[clock] ?? '';
    const days = free ? agreedDays(period) : null;
    return days !== null ? [[clock, days]] : alternatives.some(({ id }) => id === period) ? [[clock, period]] : [];
  });
  const basis: LegalBasis = { instruments, agreed: agreed.filter((id) => instruments.includes(id)), lawPermits: lawPermits.filter((id) => permits.some((each) => each.id === id)), periods: Object.fromEntries(chosen), ...(edition > 1 && { edition }) };
  const counted = Object.entries(counting).filter(([clock, each]) => countsSo(kind, basis, clock, each));
  return counted.length === 0 ? basis : { ...basis, counting: Object.fromEntries(counted) };
}

/** Packs that step back, in what they say of this kind, behind a treaty on assistance that the basis names, too: the parties may agree to apply them whole. */
export function yielding(kind: Draft['kind'], instruments: readonly string[]): { pack: string; article: string; verified: boolean }[] {
  const packs = packsOf(instruments);
  if (!packs.some(({ mlaTreaty }) => mlaTreaty)) return [];
  return packs.flatMap(({ id, yields, grounds }) => (yields === undefined || !grounds.some(({ article, cycles }) => article.startsWith(`${yields.provision}(`) && cycles.includes(kind)) ? [] : [{ pack: id, article: yields.article, verified: yields.verified }]));
}

export function lawOf(draft: Basis): { rules: Rules | null; refusal: Refusal | null } {
  if (draft.instruments.length === 0) return { rules: null, refusal: null };
  const result = rulesOf(basisOf(draft), draft.kind);
  return result.ok ? { rules: result.rules, refusal: null } : { rules: null, refusal: result.refusal };
}

/** Types of assistance, each once, by the first instrument that has it. */
export const assistanceOf = (rules: Rules): Rules['assistance'] => rules.assistance.filter(({ id }, i, all) => all.findIndex((each) => each.id === id) === i);

export interface Part {
  id: string;
  /** The provisions that ask for it. */
  sources: { article: string; verified: boolean }[];
  /** Only where it can be said. */
  wherePossible: boolean;
  /** The steps that carry it. */
  steps: string[];
  /** One of them comes next, and needs it whatever else is chosen. */
  due: boolean;
  /** Numbers of the measures it is asked for, from 1; empty when it is for all. */
  measures: number[];
}

/** Steps of the requesting side that carry what the dossier says. */
const carriers = ({ cycle }: Rules) => cycle.transitions.filter(({ actors, carries }) => actors.includes('requesting') && carries.includes('content'));

/**
 * What the request has to contain, in the order of the basis: a part that several provisions ask for stands once. `next`: the steps that come next; else
 * the one that takes a draft out after its review.
 */
export function partsOf(rules: Rules, measures: readonly Pick<MeasureInput, 'assistance'>[], next?: readonly string[]): Part[] {
  const rows = carriers(rules);
  const due = next ?? rows.filter(({ sends }) => sends === 'reviewed').map(({ action }) => action);
  const actions = [...new Set(rows.map(({ action }) => action))];
  const routes = rules.cycle.choices.filter(({ list }) => list === 'route').map(({ id }) => id);
  const askedBy = (some: readonly string[], of: readonly string[]) => measures.map(({ assistance }) => some.flatMap((action) => requiredContent(rules, action, assistance === null || assistance === '' ? undefined : assistance, ...of)));
  const asked = askedBy(actions, routes);
  // What only one of the routes needs is not missing before a route is chosen.
  const needed = new Set(askedBy(due, []).flat().map(({ id }) => id));
  const ids = [...new Set(rules.content.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const entries = [...new Set(asked.flatMap((content) => content.filter((part) => part.id === id)))];
    if (entries.length === 0) return [];
    const of = asked.flatMap((content, i) => (content.some((part) => part.id === id) ? [i + 1] : []));
    const sources = entries.filter(({ article }, i) => entries.findIndex((each) => each.article === article) === i).map(({ article, verified }) => ({ article, verified }));
    const steps = actions.filter((action) => entries.some((entry) => entry.actions.includes(action)));
    return [{ id, sources, wherePossible: entries.every(({ wherePossible }) => wherePossible === true), steps, due: needed.has(id), measures: of.length === measures.length ? [] : of }];
  });
}

/** Why it is asked for: each reason once. Where the measures have different ones, each says of which types of assistance it is. */
export function reasonsOf({ id, measures: numbers }: Part, { kind, measures }: Pick<Draft, 'kind' | 'measures'>, why: (id: string, of?: string) => string | null): { text: string; of: string[] }[] {
  const asked = measures.filter((_, i) => numbers.length === 0 || numbers.includes(i + 1)).map(({ assistance }) => (kind === 'mla' && assistance !== '' ? assistance : kind));
  const said = [...new Set(asked)].flatMap((of) => { const text = why(id, of); return text === null ? [] : [{ text, of }]; });
  const texts = [...new Set(said.map(({ text }) => text))];
  return texts.map((text) => ({ text, of: texts.length === 1 ? [] : said.filter((each) => each.text === text).map(({ of }) => of) }));
}

const isSaid = (draft: Draft, part: string): boolean => (draft.sections[part] ?? '').trim() !== '';
export const missingOf = (draft: Draft, parts: readonly Part[]): Part[] => parts.filter(({ id, due, wherePossible }) => due && !wherePossible && !isSaid(draft, id));
/** Written, and no longer asked for by any provision. */
export const strays = (draft: Draft, parts: readonly Part[]): string[] => Object.keys(draft.sections).filter((id) => isSaid(draft, id) && !parts.some((part) => part.id === id));

/** Dossier and history go in one item when the request is transmitted. */
const room = 35_500;
/** What stands beside each file, and each piece of a translation: its keys and hashes, who made it. */
const [perFile, perPiece] = [600, 160];
/** How much of the room it takes: over 1, it is too long. */
export function shareOf({ enclosures = [], translations = [], ...input }: DossierInput): number {
  const pieces = translations.flatMap((translation) => translation.pieces.map(({ of, text }) => ({ of, text })));
  return (new TextEncoder().encode(JSON.stringify([input, pieces])).length + enclosures.length * perFile + pieces.length * perPiece) / room;
}

/** What it says, part by part: of parts that are asked for, or that both sides read already. */
export const saidOf = (draft: Draft, parts: readonly Part[], settled: readonly string[]): { part: string; text: string }[] =>
  [...new Set([...settled, ...parts.map(({ id }) => id)])].filter((id) => isSaid(draft, id)).map((id) => ({ part: id, text: draft.sections[id]!.trim() }));

/** What a draft cannot do without, in the order of the form. */
type Lack = 'requested' | 'title' | 'basis' | 'otherBasis' | 'period' | 'assistance' | 'otherAssistance' | 'sought' | 'value';
/** What keeps it from being saved; `measure`: which one, from 1. */
export function lacksOf(draft: Draft): { what: Lack; measure: number }[] {
  const { kind, requested, title, instruments, measures, edition } = draft;
  const { rules } = lawOf(draft);
  // The first edition left open what its instruments did not name.
  const isOther = (assistance: string): boolean => rules !== null && edition > 1 && !rules.assistance.some(({ id }) => id === assistance);
  const lacks: [what: Lack, lacking: boolean, measure: number][] = [
    ['requested', requested === '', 0], ['title', title.trim() === '', 0], ['basis', instruments.length === 0, 0], ['otherBasis', instruments.length > 0 && rules === null, 0], ['period', isUnset(draft), 0],
    ...measures.flatMap(({ assistance, sought, facts }, i): [Lack, boolean, number][] => [
      ['assistance', kind === 'mla' && assistance === '', i + 1], ['otherAssistance', kind === 'mla' && assistance !== '' && isOther(assistance), i + 1], ['sought', sought.trim() === '', i + 1], ['value', kind === 'asset' && facts !== undefined && brokenIn(assetFacts, facts).length > 0, i + 1],
    ]),
  ];
  const found = lacks.flatMap(([what, lacking, measure]) => (lacking ? [{ what, measure }] : []));
  return measures.length === 0 ? [...found, { what: 'sought', measure: 1 }] : found;
}

/** What is sent, once there is enough for a draft; otherwise null. A source that was left out is said to be none. `settled`: parts that both sides read already, and stay. `uploads`: what is to be enclosed. */
export function inputOf(draft: Draft, parts: readonly Part[], settled: readonly string[] = [], uploads: readonly FileId[] = []): DossierInput | null {
  const tracked = draft.measures.map((measure): MeasureInput => { const facts = draft.kind === 'asset' ? factsOf(measure) : {}; return { id: measure.id, assistance: draft.kind === 'mla' ? measure.assistance : null, sought: measure.sought.trim(), ...(Object.keys(facts).length > 0 && { facts }) }; });
  if (lacksOf(draft).length > 0) return null;
  const sections = saidOf(draft, parts, settled);
  const [reference, enclosures, translations] = [draft.reference.trim(), [...draft.enclosures as FileId[], ...uploads], translationInputs(draft.translations, { title: draft.title, sections, measures: tracked })];
  return {
    kind: draft.kind, requested: draft.requested as AuthorityId, basis: basisOf(draft), title: draft.title.trim(), urgent: draft.urgent,
    sections, measures: tracked, ...(reference !== '' && { reference }), ...(enclosures.length > 0 && { enclosures }), ...(translations.length > 0 && { translations }), source: draft.source && { place: draft.source.place, use: draft.source.use }, ...(draft.marking !== null && { marking: markingSaid(draft.marking) }),
  };
}
