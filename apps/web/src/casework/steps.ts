/** What a step asks of whoever takes it, and how steps stand beside each other on the page. */
import type { Instant, SpaceId } from '@comity/contracts';
import type { ChoiceMember, MeasureView, Member, OpenStep, StepView } from '@comity/sdk';

/** These concern the request as a whole: all its measures go together unless somebody says otherwise. */
const together: ReadonlySet<string> = new Set(['submit', 'return', 'share-draft', 'discard', 'acknowledge', 'forward', 'assess', 'send-request']);

/** Steps that people come in by: colleagues who are to look at a draft, or those to whom the request goes. */
export type Bringing = 'submit' | 'transmit' | 'forward';
export function brings({ action, sends }: Pick<OpenStep, 'action' | 'sends'>): { whom: Bringing; required: boolean } | null {
  if (sends) return { whom: 'transmit', required: true };
  return action === 'submit' ? { whom: action, required: false } : action === 'forward' ? { whom: action, required: true } : null;
}

const written = ['account', 'reasons', 'conditions', 'place', 'nature', 'order', 'finality', 'sentence', 'purpose', 'request', 'agreement', 'question', 'answer', 'report', 'expenses'] as const satisfies readonly Member[];
const dated = ['date', 'limit', 'deadline'] as const satisfies readonly Member[];
export type Written = (typeof written)[number];
export type Dated = (typeof dated)[number];
export interface Asked<M> { member: M; required: boolean }

const askedOf = <M extends Member>(step: OpenStep, members: readonly M[]): Asked<M>[] =>
  members.flatMap((member): Asked<M>[] => (step.carries.includes(member) ? [{ member, required: true }] : step.may.includes(member) ? [{ member, required: false }] : []));
/** What the other side offered is not written anew. */
export const wordsOf = (step: OpenStep): Asked<Written>[] => askedOf(step, written).filter(({ member }) => member !== step.offered?.member);
export const datesOf = (step: OpenStep): Asked<Dated>[] => askedOf(step, dated);
const chosen = ['route', 'classification', 'record'] as const satisfies readonly ChoiceMember[];
export const choicesOf = (step: OpenStep): Asked<ChoiceMember>[] => askedOf(step, chosen);
export const groundsOf = (step: OpenStep): { required: boolean } | null => (step.carries.includes('grounds') ? { required: true } : step.may.includes('grounds') ? { required: false } : null);
/** Whether files may come with it. */
export const takesFiles = (step: OpenStep): boolean => step.carries.includes('enclosures') || step.may.includes('enclosures');

export const isOpen = ({ mine, refusal }: OpenStep): boolean => mine && refusal === null;
/** Of the request and nothing less: offered once, at the first measure that it is open for. */
const whole: ReadonlySet<string> = new Set(['discard']);
/** What is offered at a measure. */
export const offeredAt = (measures: readonly Pick<MeasureView, 'id' | 'open'>[], { id, open }: Pick<MeasureView, 'id' | 'open'>): OpenStep[] =>
  open.filter((step) => isOpen(step) && (!whole.has(step.action) || measures.find((each) => each.open.some((other) => other.action === step.action && isOpen(other)))?.id === id));
/** The measures for which a step can be taken now. */
export const openIn = <M extends Pick<MeasureView, 'open'>>(measures: readonly M[], action: string): M[] => measures.filter(({ open }) => open.some((step) => step.action === action && isOpen(step)));

/** Where a step is taken, at this measure or the first that it is open for. */
export const stepPath = (space: SpaceId, action: string, measure?: string): string => `/requests/${space}?${new URLSearchParams({ step: action, ...(measure === undefined ? {} : { measure }) }).toString()}`;
/** What an address of that sort asks for. A measure that is named is not stood in for by another one. */
export function askedIn(measures: readonly Pick<MeasureView, 'id' | 'open'>[], action: string, of: string | null): { measure: string; step: OpenStep } | null {
  const [found] = openIn(measures, action).filter(({ id }) => of === null || id === of);
  const step = found?.open.find((each) => each.action === action && isOpen(each));
  return found && step ? { measure: found.id, step } : null;
}

/** How many steps each measure has. */
export const countsOf = (measures: readonly Pick<MeasureView, 'id' | 'steps' | 'earlier'>[]): ReadonlyMap<string, number> => new Map(measures.map(({ id, steps, earlier }) => [id, earlier + steps.length]));
/** The last step of a measure since there were so many, but for seeing an alarm; null where none was added. */
export function addedSince({ id, steps, earlier }: Pick<MeasureView, 'id' | 'steps' | 'earlier'>, counts: ReadonlyMap<string, number>): StepView | null {
  const added = earlier + steps.length - (counts.get(id) ?? 0);
  return added > 0 ? steps.slice(-added).findLast(({ action }) => action !== 'see-alarm') ?? null : null;
}

/** What the other side offered for a measure, where a step takes that. */
export interface MeasureOffer extends NonNullable<OpenStep['offered']> { of: string }
export const offersTo = (measures: readonly MeasureView[], chosen: readonly string[], action: string): MeasureOffer[] =>
  openIn(measures, action).filter(({ id }) => chosen.includes(id)).flatMap(({ id, open }) => { const offered = open.find((step) => step.action === action)?.offered; return offered ? [{ of: id, ...offered }] : []; });

/** Those chosen when the sheet opens. */
export function chosenFirst(measures: readonly MeasureView[], { action, sends }: Pick<OpenStep, 'action' | 'sends'>, pressed: string): string[] {
  return sends || together.has(action) ? openIn(measures, action).map(({ id }) => id) : [pressed];
}

/** What answers, by what that was asked, and where the words of it are. */
const asking: Readonly<Record<string, { by: string; member: 'question' | 'purpose' }>> = {
  'supply': { by: 'ask', member: 'question' }, 'status-reply': { by: 'status-query', member: 'question' }, 'consent-to-use': { by: 'request-consent', member: 'purpose' }, 'refuse-use': { by: 'request-consent', member: 'purpose' },
  ...Object.fromEntries(['consent-to-other-offence', 'consent-to-re-extradition', 'refuse-speciality-consent'].map((action) => [action, { by: 'request-speciality-consent', member: 'purpose' as const }])),
};
/** What was asked last among these steps that this action answers, if it was asked in words. */
export function questionOf(steps: readonly Pick<StepView, 'action' | 'words'>[], answering: string): { member: 'question' | 'purpose'; text: string } | null {
  const asked = asking[answering];
  const text = asked && steps.findLast(({ action }) => action === asked.by)?.words[asked.member];
  return asked === undefined || text === undefined ? null : { member: asked.member, text };
}

/** How a step is known: from the log, by the word of whoever brought the request to the other side, or not sent yet. */
export const sourceOf = ({ attested, seq }: Pick<StepView, 'attested' | 'seq'>): 'attested' | 'queued' | 'log' => (attested ? 'attested' : seq === null ? 'queued' : 'log');

/** What is announced to whoever asked before it is done, by what does it. */
const announcements: Readonly<Record<string, readonly string[]>> = { refuse: ['intend', 'intend-refusal'], postpone: ['intend'], lift: ['contemplate-lifting'] };
/** When `action` was announced of one of these measures, and the requesting side took no step of it since, but for seeing an alarm: the last such moment. */
export function announcedUnheard(measures: readonly Pick<MeasureView, 'steps'>[], action: string): Instant | null {
  const moments = measures.flatMap(({ steps }) => {
    const last = steps.findLastIndex((step) => announcements[action]?.includes(step.action) === true);
    return last === -1 || steps.slice(last + 1).some((step) => step.actor === 'requesting' && step.action !== 'see-alarm') ? [] : [steps[last]!.at];
  });
  return moments.sort().at(-1) ?? null;
}
