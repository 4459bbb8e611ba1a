/** What somebody writes into a step: the sheet's state, as it is kept until the step is taken, and what of it makes a step. */
import { z } from 'zod';
import type { FileId, Instant, PractitionerId } from '@comity/contracts';
import type { DraftScope, Marking, OpenStep, StepInput } from '@comity/sdk';
import { ownZone } from '../meetings/zoned.js';
import { isPlain, plain } from '../messaging/marking.js';
import { whenIn } from './law.js';
import { asMarked, markingSaid } from './marked.js';
import { choicesOf, datesOf, takesFiles, wordsOf, type Dated, type MeasureOffer } from './steps.js';

const StepForm = z.strictObject({
  measures: z.array(z.string()), grounds: z.array(z.string()), addressees: z.array(z.string()),
  /** By member: words, days as they are chosen, and choices. */
  said: z.record(z.string(), z.string()), days: z.record(z.string(), z.string()), times: z.record(z.string(), z.string()).default({}),
  /** On whose clock the times are; null: on that of this device. */
  zone: z.string().nullable().default(null), choices: z.record(z.string(), z.string()).default({}),
  /** Files of a step that did not stand, which go with this one. */
  enclosures: z.array(z.string()).default([]),
  marking: z.custom<Marking>(asMarked).default(plain),
});
export type StepForm = z.infer<typeof StepForm>;

export const scopeOf = (action: string): DraftScope => `step-${action}`;
export const newForm = (measures: string[]): StepForm => ({ measures, grounds: [], addressees: [], said: {}, days: {}, times: {}, zone: null, choices: {}, enclosures: [], marking: plain });
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
export function formOf({ grounds = [], words = {}, addressees = [], enclosures = [], marking = plain, ...step }: StepInput, measures: string[]): StepForm {
  const said = dates.flatMap((member) => { const at = step[member]; return at === undefined ? [] : [{ member, at }]; });
  return { measures, grounds, addressees, said: Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined)) as Record<string, string>, choices: Object.fromEntries(lists.flatMap((list) => (step[list] === undefined ? [] : [[list, step[list]]]))), days: Object.fromEntries(said.map(({ member, at }) => [member, dayOf(at)])), times: Object.fromEntries(said.filter(({ member }) => hasHour(member)).map(({ member, at }) => [member, timeOf(at)])), zone: null, enclosures, marking };
}

/** The step that a form makes: of what is asked for, what is filled in. `offers`: what is taken as it was offered; `uploads`: files that are stored for it. */
export function inputOf(step: OpenStep, { grounds, addressees, said, choices, enclosures, marking, ...form }: StepForm, offers: readonly Pick<MeasureOffer, 'of' | 'hash'>[] = [], uploads: readonly FileId[] = []): StepInput {
  const words = wordsOf(step).flatMap(({ member }) => { const text = (said[member] ?? '').trim(); return text === '' ? [] : [[member, text]]; });
  const chosen = datesOf(step).flatMap(({ member }) => { const at = instantIn(form, member); return at === null ? [] : [[member, at]]; });
  const picked = choicesOf(step).flatMap(({ member }) => (step.choices.some(({ list, id }) => list === member && id === choices[member]) ? [[member, choices[member]]] : []));
  const files = takesFiles(step) ? [...enclosures as FileId[], ...uploads] : [];
  const known = grounds.filter((id) => step.grounds.some((ground) => ground.id === id));
  return {
    action: step.action, words: Object.fromEntries(words) as NonNullable<StepInput['words']>, ...(Object.fromEntries(chosen) as Pick<StepInput, (typeof dates)[number]>), ...(Object.fromEntries(picked) as Pick<StepInput, (typeof lists)[number]>),
    ...(offers.length > 0 && { accepts: Object.fromEntries(offers.map(({ of, hash }) => [of, hash])) }), ...(known.length > 0 && { grounds: known }), ...(addressees.length > 0 && { addressees: addressees as PractitionerId[] }), ...(files.length > 0 && { enclosures: files }), ...(!isPlain(marking) && isMarkable(step) && { marking: markingSaid(marking) }),
  };
}

/** Whether there is anything in it to be marked: words or files. What a draft that is shared says is a message of its own. */
export const isMarkable = (step: OpenStep): boolean => step.action !== 'share-draft' && (wordsOf(step).length > 0 || takesFiles(step));

/** Liberty hangs on when something happened, or is to: to the minute. By when something is asked for is a day. */
export const hasHour = (member: Dated): boolean => member === 'date';

/** What a form says of a date: null as long as it does not say it whole. */
export function instantIn({ days, times, zone }: Pick<StepForm, 'days' | 'times' | 'zone'>, member: Dated): Instant | null {
  if (!hasHour(member)) return instantOf(days[member]);
  const at = whenIn(zone ?? ownZone(), days[member] ?? '', times[member] ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString() as Instant;
}

/** What speaks against a date of what has happened: that it has not yet, or that it would have before what it follows. `now`: to the minute. */
export function unlikely({ happened, earliest }: Pick<OpenStep, 'happened' | 'earliest'>, at: Instant | null, now: Instant): 'future' | 'early' | null {
  if (!happened || at === null) return null;
  return Date.parse(at) > Date.parse(now) + 60_000 ? 'future' : earliest !== null && at < earliest ? 'early' : null;
}

/** A surrender that is fixed for what is past already is strange, and may be the record of what was agreed by telephone; nobody can answer by a day that is. */
const ahead: ReadonlySet<string> = new Set(['schedule-surrender', 'reschedule']);
/** Whether what is asked for by then, or is to happen, would have to have been before `now`. */
export const isPast = ({ action }: Pick<OpenStep, 'action'>, member: Dated, at: Instant | null, now: Instant): boolean => at !== null && at < now && (!hasHour(member) || ahead.has(action));

/** The last instant of a day, in the time of whoever chose it. */
export function instantOf(day: string | undefined): Instant | null {
  const end = new Date(`${day ?? ''}T23:59:59.000`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString() as Instant;
}

export function dayOf(at: Instant): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

const timeOf = (at: Instant): string => {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
};
