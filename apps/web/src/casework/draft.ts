/** What somebody writes into a request: the form's state, what the law wants of it, and what it has not yet. */
import { z } from 'zod';
import type { AuthorityId } from '@comity/contracts';
import type { DossierInput, MatterView } from '@comity/sdk';
import type { Written } from '../messaging/form.js';
import { requiredContent, rulePacks, rulesOf, type Refusal, type Rules } from './law.js';

const Draft = z.strictObject({
  requested: z.string(), instruments: z.array(z.string()), agreed: z.array(z.string()), title: z.string(), urgent: z.boolean(),
  measures: z.array(z.strictObject({ id: z.string(), assistance: z.string(), sought: z.string() })),
  sections: z.record(z.string(), z.string()),
});
export type Draft = z.infer<typeof Draft>;
export type DraftMeasure = Draft['measures'][number];

/** All of the form. `base`: the request as it stood when the writing began; null for a new one. */
const Form = z.strictObject({ draft: Draft, base: z.string().nullable() });
type Form = z.infer<typeof Form>;

export const newMeasure = (): DraftMeasure => ({ id: crypto.randomUUID(), assistance: '', sought: '' });
export const newDraft = (): Draft => ({ requested: '', instruments: [], agreed: [], title: '', urgent: false, measures: [newMeasure()], sections: {} });

export const draftOf = (matter: MatterView): Draft => draftFrom({ ...matter, measures: matter.measureViews });
export function draftFrom({ requested, basis, title, urgent, sections, measures }: DossierInput): Draft {
  return {
    requested, instruments: basis.instruments, agreed: basis.agreed, title, urgent,
    measures: measures.map(({ id, assistance, sought }) => ({ id, assistance, sought })),
    sections: Object.fromEntries(sections.map(({ part, text }) => [part, text])),
  };
}

export const baseOf = (draft: Draft): string => JSON.stringify(draft);

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

export const packIds = [...rulePacks.values()].filter(({ governs }) => governs.includes('mla')).map(({ id }) => id);

const basisOf = ({ instruments, agreed }: Pick<Draft, 'instruments' | 'agreed'>) => ({ instruments, agreed: agreed.filter((id) => instruments.includes(id)), lawPermits: [], periods: {} });

/** Packs that step back behind a treaty on assistance that the basis names, too: the parties may agree to apply them whole. */
export function yielding(instruments: readonly string[]): { pack: string; article: string; verified: boolean }[] {
  const packs = instruments.flatMap((id) => rulePacks.get(id) ?? []);
  if (!packs.some(({ mlaTreaty }) => mlaTreaty)) return [];
  return packs.flatMap(({ id, yields }) => (yields === undefined ? [] : [{ pack: id, article: yields.article, verified: yields.verified }]));
}

export function lawOf(draft: Pick<Draft, 'instruments' | 'agreed'>): { rules: Rules | null; refusal: Refusal | null } {
  if (draft.instruments.length === 0) return { rules: null, refusal: null };
  const result = rulesOf(basisOf(draft), 'mla');
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
  /** Numbers of the measures it is asked for, from 1; empty when it is for all. */
  measures: number[];
}

/** What the request has to contain, in the order of the basis: a part that several provisions ask for stands once. */
export function partsOf(rules: Rules, measures: readonly DraftMeasure[]): Part[] {
  const asked = measures.map(({ assistance }) => requiredContent(rules, 'transmit', assistance === '' ? undefined : assistance));
  const ids = [...new Set(rules.content.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const entries = [...new Set(asked.flatMap((content) => content.filter((part) => part.id === id)))];
    if (entries.length === 0) return [];
    const of = asked.flatMap((content, i) => (content.some((part) => part.id === id) ? [i + 1] : []));
    const sources = entries.filter(({ article }, i) => entries.findIndex((each) => each.article === article) === i).map(({ article, verified }) => ({ article, verified }));
    return [{ id, sources, wherePossible: entries.every(({ wherePossible }) => wherePossible === true), measures: of.length === measures.length ? [] : of }];
  });
}

const isSaid = (draft: Draft, part: string): boolean => (draft.sections[part] ?? '').trim() !== '';
export const missingOf = (draft: Draft, parts: readonly Part[]): Part[] => parts.filter(({ id, wherePossible }) => !wherePossible && !isSaid(draft, id));
/** Written, and no longer asked for by any provision. */
export const strays = (draft: Draft, parts: readonly Part[]): string[] => Object.keys(draft.sections).filter((id) => isSaid(draft, id) && !parts.some((part) => part.id === id));

/** Dossier and history go in one item when the request is transmitted. */
const room = 35_500;
export const isTooLong = (input: DossierInput): boolean => new TextEncoder().encode(JSON.stringify(input)).length > room;

/** What is sent, once there is enough for a draft; otherwise null. */
export function inputOf(draft: Draft, parts: readonly Part[]): DossierInput | null {
  if (draft.requested === '' || draft.title.trim() === '' || draft.instruments.length === 0 || draft.measures.length === 0 || draft.measures.some(({ assistance, sought }) => assistance === '' || sought.trim() === '')) return null;
  return {
    requested: draft.requested as AuthorityId, basis: basisOf(draft), title: draft.title.trim(), urgent: draft.urgent,
    sections: parts.filter(({ id }) => isSaid(draft, id)).map(({ id }) => ({ part: id, text: draft.sections[id]!.trim() })),
    measures: draft.measures.map(({ id, assistance, sought }) => ({ id, assistance, sought: sought.trim() })),
  };
}
