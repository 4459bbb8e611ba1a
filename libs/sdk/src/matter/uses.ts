/** Evidence that was received under a request, and what it may be used for: what binds, what was asked for beyond it and answered, and what was said of disclosures. */
import { dutiesOf } from '@comity/casework';
import type { Instant } from '@comity/contracts';
import type { MatterUse } from '../matters.js';
import type { Matter, Measure } from './law.js';

const limiting: ReadonlySet<string> = new Set(['USE_LIMITATION', 'CONDITIONS']);
const receiving: ReadonlySet<string> = new Set(['execute', 'execute-in-part']);
const noticing: ReadonlySet<string> = new Set(['notify-exculpatory-disclosure', 'consult-on-disclosure', 'inform-of-disclosure']);
const answers: Readonly<Record<string, boolean>> = { 'consent-to-use': true, 'refuse-use': false };

/** `now`: not before the last event. */
export const usesOf = (matter: Matter, now: Instant): MatterUse[] => matter.measures.flatMap((measure) => useOf(matter, measure, now) ?? []);

function useOf({ rules }: Matter, { id, assistance, sought, standing: { events }, taken }: Measure, now: Instant): MatterUse | null {
  const received = events.find(({ action }) => receiving.has(action));
  if (received === undefined) return null;
  const last = events.at(-1)!.at;
  const limits = dutiesOf(events, rules, last > now ? last : now).filter((duty) => limiting.has(duty.id)).map(({ id: duty, article, verified }) => ({ id: duty, article, verified }));
  if (limits.length === 0) return null;
  const use: MatterUse = { measure: id, assistance, sought, since: received.at, limits, conditions: [], received: taken.flatMap(({ enclosed }, index) => (events[index]!.actor === 'requesting' ? [] : enclosed.map(({ file, sha256 }) => ({ name: file.name, sha256 })))), asked: [], notices: [] };
  // Accepted by their hash, in the words of whoever offered them.
  const offered = (index: number): string => {
    const from = events.slice(0, index).findLastIndex(({ carries }) => carries.conditions !== undefined && carries.conditions === events[index]!.carries.conditions);
    return taken[from]?.words.find(({ member }) => member === 'conditions')?.text ?? '';
  };
  for (const [index, { action, at }] of events.entries()) {
    const { by, words } = taken[index]!;
    const text = (member: string): string | null => words.find((each) => each.member === member)?.text ?? null;
    const granted = answers[action];
    if (action === 'accept-conditions') use.conditions.push(text('conditions') ?? offered(index));
    else if (action === 'request-consent') use.asked.push({ purpose: text('purpose') ?? '', by, at, answer: null });
    else if (noticing.has(action)) use.notices.push({ action, by, at });
    else if (granted !== undefined) use.asked.at(-1)!.answer = { granted, words: text('conditions') ?? text('reasons'), by, at };
  }
  return use;
}
