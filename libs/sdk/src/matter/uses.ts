/** Evidence, a person or an asset that was received under a request, and what it may be used for: what binds, what was asked for beyond it and answered, and what was said of disclosures. */
import { dutiesOf, type WordMember } from '@comity/casework';
import type { Instant } from '@comity/contracts';
import { together } from '../codes.js';
import type { MatterUse } from '../matters.js';
import type { Matter, Measure } from './law.js';

const limiting: ReadonlySet<string> = new Set(['USE_LIMITATION', 'CONDITIONS', 'SPECIALITY', 'NO_RE_EXTRADITION']);
/** By which the requesting side has it: evidence, a person, what was found of an asset, or the asset. */
const receiving: ReadonlySet<string> = new Set(['execute', 'execute-in-part', 'surrender', 'locate', 'return-assets', 'compensate', 'share']);
const noticing: ReadonlySet<string> = new Set(['notify-exculpatory-disclosure', 'consult-on-disclosure', 'inform-of-disclosure']);
const refusing: ReadonlySet<string> = new Set(['refuse-use', 'refuse-speciality-consent']);

/** `now`: not before the last event. */
export const usesOf = (matter: Matter, now: Instant): MatterUse[] => matter.measures.flatMap((measure) => useOf(matter, measure, now) ?? []);

function useOf({ rules }: Matter, { id, assistance, sought, standing: { events }, taken }: Measure, now: Instant): MatterUse | null {
  const received = events.find(({ action }) => receiving.has(action));
  if (received === undefined) return null;
  const latest = events.at(-1)!.at;
  const limits = dutiesOf(events, rules, latest > now ? latest : now).filter((duty) => limiting.has(duty.id)).map(({ id: duty, article, verified }) => ({ id: duty, article, verified }));
  if (limits.length === 0) return null;
  const given = taken.filter((_, index) => events[index]!.actor !== 'requesting');
  const use: MatterUse = { measure: id, assistance, sought, since: received.at, limits, conditions: [], received: given.flatMap(({ enclosed }) => enclosed.map(({ file, sha256 }) => ({ name: file.name, sha256 }))), marking: together(given.map(({ marking }) => marking)), asked: [], unasked: [], notices: [] };
  const binding = new Set(rules.duties.flatMap((duty) => (duty.id === 'CONDITIONS' ? duty.from : [])));
  const asking = new Set(rules.cycle.transitions.flatMap(({ answers = [] }) => answers));
  const answering = new Set(rules.cycle.transitions.flatMap(({ action, answers }) => (answers === undefined ? [] : [action])));
  const said = (index: number, member: WordMember): string | null => taken[index]?.words.find((each) => each.member === member)?.text ?? null;
  // What was accepted by its hash has the words of whoever offered it.
  const agreed = (index: number, member: WordMember): string | null => {
    const hash = events[index]!.carries[member];
    return hash === undefined ? null : said(index, member) ?? said(events.slice(0, index).findLastIndex(({ carries }) => carries[member] === hash), member);
  };
  for (const [index, { action, at }] of events.entries()) {
    const { by } = taken[index]!;
    const last = use.asked.at(-1);
    if (binding.has(action)) use.conditions.push(agreed(index, 'conditions') ?? agreed(index, 'agreement') ?? '');
    else if (asking.has(action)) use.asked.push({ purpose: said(index, 'purpose') ?? '', by, at, answer: null });
    else if (noticing.has(action)) use.notices.push({ action, by, at });
    else if (answering.has(action)) {
      const words = said(index, 'conditions') ?? said(index, 'reasons');
      if (last?.answer === null) last.answer = { granted: !refusing.has(action), words, by, at };
      else use.unasked.push({ action, words, by, at });
    }
  }
  return use;
}
