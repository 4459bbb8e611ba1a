/** What somebody writes into a step: the sheet's state, as it is kept until the step is taken, and what of it makes a step. */
import { z } from 'zod';
import type { Instant, PractitionerId } from '@comity/contracts';
import type { DraftScope, OpenStep, StepInput } from '@comity/sdk';
import { choicesOf, datesOf, wordsOf } from './steps.js';

const StepForm = z.strictObject({
  measures: z.array(z.string()), grounds: z.array(z.string()), addressees: z.array(z.string()),
  /** By member: words, days as they are chosen, and choices. */
  said: z.record(z.string(), z.string()), days: z.record(z.string(), z.string()), choices: z.record(z.string(), z.string()).default({}),
});
export type StepForm = z.infer<typeof StepForm>;

export const scopeOf = (action: string): DraftScope => `step-${action}`;
export const newForm = (measures: string[]): StepForm => ({ measures, grounds: [], addressees: [], said: {}, days: {}, choices: {} });
export const writeForm = (form: StepForm): string => JSON.stringify(form);
/** What was kept, unless another version of the client wrote it in another way. */
export function readForm(text: string): StepForm | null {
  if (text === '') return null;
  try {
    return StepForm.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const dates = ['date', 'limit', 'deadline'] as const;
const lists = ['route', 'classification', 'record'] as const;

/** Of a step that was taken and does not stand. */
export function formOf({ grounds = [], words = {}, addressees = [], ...step }: StepInput, measures: string[]): StepForm {
  const days = dates.flatMap((member) => { const at = step[member]; return at === undefined ? [] : [[member, dayOf(at)]]; });
  return { measures, grounds, addressees, said: Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined)) as Record<string, string>, choices: Object.fromEntries(lists.flatMap((list) => (step[list] === undefined ? [] : [[list, step[list]]]))), days: Object.fromEntries(days) as Record<string, string> };
}

/** The step that a form makes: of what is asked for, what is filled in. What happened today has happened by now. */
export function inputOf(step: OpenStep, { grounds, addressees, said, days, choices }: StepForm, now = new Date().toISOString() as Instant): StepInput {
  const words = wordsOf(step).flatMap(({ member }) => { const text = (said[member] ?? '').trim(); return text === '' ? [] : [[member, text]]; });
  const chosen = datesOf(step).flatMap(({ member }) => { const at = instantOf(days[member]); return at === null ? [] : [[member, step.happened && at > now ? now : at]]; });
  const picked = choicesOf(step).flatMap(({ member }) => (step.choices.some(({ list, id }) => list === member && id === choices[member]) ? [[member, choices[member]]] : []));
  const known = grounds.filter((id) => step.grounds.some((ground) => ground.id === id));
  return {
    action: step.action, words: Object.fromEntries(words) as NonNullable<StepInput['words']>, ...(Object.fromEntries(chosen) as Pick<StepInput, (typeof dates)[number]>), ...(Object.fromEntries(picked) as Pick<StepInput, (typeof lists)[number]>),
    ...(known.length > 0 && { grounds: known }), ...(addressees.length > 0 && { addressees: addressees as PractitionerId[] }),
  };
}

/** The last instant of a day, in the time of whoever chose it. */
export function instantOf(day: string | undefined): Instant | null {
  const end = new Date(`${day ?? ''}T23:59:59.000`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString() as Instant;
}

export function dayOf(at: Instant): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
