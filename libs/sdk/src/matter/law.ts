/**
 * A request, folded from the signed items of a space's log, one after another: the same items, in the same order, with the same chain, make the same
 * request for everybody. Pure. Trust: every item is from a verified device of somebody inside, who may be hostile; the service's order and times
 * count, its word does not. An item stands wholly or not at all.
 */
import { follow, LegalBasis, nothing, replay, rulesOf, WordMember, type Actor, type Carried, type Rules, type Standing } from '@comity/casework';
import type { AuthorityId, Instant, PractitionerId } from '@comity/contracts';
import { wordsHash, writeAttested, type AttestedStep, type CaseContent, type Dossier, type DossierContent, type StepContent } from '@comity/e2ee';
import { clockSkew } from '../clock.js';
import type { LogRule, Side, StepRefusal } from '../matters.js';

/** `seq` and `at` are the log's; of what waits in the outbox there is no place, and `at` is when it was written. `hash`: what its successors name it by. */
export interface CaseItem<Content = CaseContent> { seq: number | null; by: PractitionerId; at: Instant; hash: string; content: Content }

/** What the chain of statements says. */
export interface Network {
  authorityOf(person: PractitionerId): AuthorityId | undefined;
  stateOf(authority: AuthorityId): string | undefined;
  /** The first identity of whoever lost everything and was vouched for anew. */
  humanOf(person: PractitionerId): PractitionerId;
}

/** What stands beside an event of a measure. `hash` null: known by the word of whoever transmitted. */
export interface Taken { seq: number | null; by: PractitionerId; hash: string | null; words: Partial<Record<WordMember, string>> }
/** `taken` is event for event as long as the standing's events; `last`: the hash that the next step for it names. */
export interface Measure { id: string; assistance: string; sought: string; standing: Standing; taken: readonly Taken[]; last: string }
export interface Matter {
  dossier: Dossier; rules: Rules; measures: readonly Measure[];
  /** Hashes of the dossiers that stood, oldest first. */
  dossiers: readonly string[];
  executing: readonly AuthorityId[];
  transmittedAt: Instant | null;
}

export type Verdict = { ok: true; matter: Matter } | { ok: false; refusal: StepRefusal };

export const against = (code: LogRule, entry: string): StepRefusal => ({ code, article: '—', verified: true, entry });
const no = (code: LogRule, entry: string): Verdict => ({ ok: false, refusal: against(code, entry) });

/**
 * The request after one more item, or why the item does not stand. `whole`: this client read all there is before it; whoever did not takes the
 * dossier and what was done before from the step that transmits it.
 */
export function take(before: Matter | null, item: CaseItem, network: Network, whole: boolean): Verdict {
  const { content } = item;
  const what = content.type === 'dossier' ? 'dossier' : content.action;
  if (Date.parse(content.sentAt) > Date.parse(item.at) + clockSkew) return no('ahead-of-its-time', what);
  if (content.type === 'dossier') return revise(before, { ...item, content }, network, whole);
  const known = step(before, { ...item, content }, network);
  if (known.ok || content.transmitted === null || whole || before?.transmittedAt != null) return known;
  const told = tell(content, item.by, network);
  return told.ok ? step(told.matter, { ...item, content }, network) : told;
}

function revise(before: Matter | null, { by, hash, content: { after, dossier } }: CaseItem<DossierContent>, network: Network, whole: boolean): Verdict {
  const requesting = before?.dossier.requesting ?? dossier.requesting;
  if (network.authorityOf(by) !== requesting) return no('no-party', 'dossier');
  const frozen = before?.measures.find(({ standing: { state } }) => state !== null && state !== before.rules.cycle.begin.to);
  if (frozen !== undefined) return no('frozen', frozen.standing.state!);
  const known = before?.dossiers ?? [];
  if (after !== null && known.slice(0, -1).includes(after)) return no('overtaken', 'dossier');
  if (whole && after !== (known.at(-1) ?? null)) return no('wrong-predecessor', 'dossier');
  if (dossier.requesting !== requesting) return no('altered', 'dossier');
  const begun = begin(dossier, [...known, hash], network);
  if (!begun.ok || before === null) return begun;
  const measures = begun.matter.measures.map((measure) => {
    const kept = before.measures.find(({ id, assistance }) => id === measure.id && assistance === measure.assistance);
    // Under another basis, what was drafted may not be asked for.
    const replayed = kept === undefined ? undefined : replay(begun.matter.rules, kept.standing.events);
    return kept !== undefined && replayed?.ok === true ? { ...measure, standing: replayed.standing, taken: kept.taken } : measure;
  });
  return { ok: true, matter: { ...begun.matter, measures } };
}

/** A request of which nothing is done yet. */
function begin(dossier: Dossier, dossiers: readonly string[], network: Network): Verdict {
  if (dossier.requested === dossier.requesting || network.stateOf(dossier.requested) === undefined) return no('wrong-authority', 'dossier');
  const basis = LegalBasis.safeParse(dossier.basis);
  if (!basis.success) return { ok: false, refusal: { ...against('altered', 'dossier'), code: 'malformed' } };
  const result = rulesOf(basis.data, 'mla');
  if (!result.ok) return result;
  const measures = dossier.measures.map(({ id, assistance, sought }) => ({ id, assistance, sought, standing: nothing, taken: [], last: dossiers.at(-1)! }));
  return { ok: true, matter: { dossier, rules: result.rules, measures, dossiers, executing: [], transmittedAt: null } };
}

/** The request as whoever transmits it tells it to those who come in with it: on their word, but by the same law. */
function tell({ action, transmitted, measures: stepped }: StepContent, by: PractitionerId, network: Network): Verdict {
  const { dossier, before } = transmitted!;
  if (network.authorityOf(by) !== dossier.requesting) return no('no-party', action);
  const begun = begin(dossier, [''], network);
  if (!begun.ok) return begun;
  let { matter } = begun;
  for (const each of before) {
    if (network.authorityOf(each.by) !== dossier.requesting) return no('no-party', each.action);
    for (const { id, carries } of each.measures) {
      const measure = matter.measures.find((one) => one.id === id);
      if (measure === undefined) return no('unknown-measure', each.action);
      const followed = follow(matter.rules, measure.standing, { action: each.action, carries: carries as Carried }, 'requesting', each.at);
      if (!followed.ok) return followed;
      matter = withMeasure(matter, { ...measure, standing: followed.standing, taken: [...measure.taken, { seq: null, by: each.by, hash: null, words: {} }] });
    }
  }
  return { ok: true, matter: { ...matter, measures: matter.measures.map((measure) => ({ ...measure, last: stepped.find(({ id }) => id === measure.id)?.after ?? '' })) } };
}

function step(before: Matter | null, item: CaseItem<StepContent>, network: Network): Verdict {
  const { by, content } = item;
  const { action } = content;
  if (before === null) return no('no-dossier', action);
  const actor = actorOf(before, by, network);
  if (actor === null) return no('no-party', action);
  const own = orderRule(before, content) ?? wordsRule(content) ?? dossierRule(before, content) ?? forwardRule(before, content, network);
  if (own !== null) return { ok: false, refusal: own };
  let matter = before;
  const words = Object.fromEntries(content.words.map(({ member, text }) => [member, text]));
  for (const { id, carries } of content.measures) {
    const measure = before.measures.find((each) => each.id === id)!;
    // The contract of what a step carries is asked there.
    const followed = follow(before.rules, measure.standing, { action, carries: carries as Carried }, actor, content.sentAt);
    if (!followed.ok) return followed;
    matter = withMeasure(matter, { ...measure, standing: followed.standing, last: item.hash, taken: [...measure.taken, { seq: item.seq, by, hash: item.hash, words }] });
  }
  const unfit = action === 'transmit' ? transmitRule(before, item, network) : null;
  if (unfit !== null) return { ok: false, refusal: unfit };
  return {
    ok: true,
    matter: { ...matter, transmittedAt: action === 'transmit' ? content.sentAt : matter.transmittedAt, executing: content.executing === null ? matter.executing : [...new Set([...matter.executing, content.executing])] },
  };
}

/** Each measure is one of the dossier's, and the step follows what was done last for it. */
function orderRule(matter: Matter, { action, measures }: StepContent): StepRefusal | null {
  for (const { id, after } of measures) {
    const measure = matter.measures.find((each) => each.id === id);
    if (measure === undefined) return against('unknown-measure', action);
    if (after === measure.last) continue;
    const earlier = matter.dossiers.includes(after) || measure.taken.some(({ hash }) => hash === after);
    return earlier ? against('overtaken', matter.dossiers.includes(measure.last) ? 'dossier' : measure.standing.events.at(-1)!.action) : against('wrong-predecessor', action);
  }
  return null;
}

/** Every hash names words that stand there, and no words stand there beside. */
function wordsRule({ measures, words }: StepContent): StepRefusal | null {
  const hashes = new Map(words.map((each): [string, string] => [each.member, wordsHash(each)]));
  for (const { carries } of measures) {
    const wrong = WordMember.options.find((member) => carries[member] !== hashes.get(member));
    if (wrong !== undefined) return against('wrong-words', wrong);
  }
  const stranger = words.find(({ member }) => !WordMember.safeParse(member).success);
  return stranger === undefined ? null : against('wrong-words', stranger.member);
}

/** What the dossier says already, the step says alike. */
function dossierRule(matter: Matter, { action, measures }: StepContent): StepRefusal | null {
  for (const { id, carries } of measures) {
    if (carries['assistance'] !== undefined && carries['assistance'] !== matter.measures.find((each) => each.id === id)!.assistance) return against('altered', 'assistance');
    if (action === 'transmit' && JSON.stringify(carries['content']) !== JSON.stringify(contentOf(matter))) return against('altered', 'content');
  }
  return null;
}

/** A request goes as a whole, by a second officer, and with it what everybody on this side knows. */
function transmitRule(matter: Matter, { by, content: { action, measures, transmitted } }: CaseItem<StepContent>, network: Network): StepRefusal | null {
  if (measures.length < matter.measures.length) return against('whole-request', action);
  const human = network.humanOf(by);
  const submitted = matter.measures.some(({ standing: { events }, taken }) => {
    const last = taken[events.findLastIndex((event) => event.action === 'submit')];
    return last !== undefined && network.humanOf(last.by) === human;
  });
  if (submitted) return against('second-officer', action);
  const same = textOf(transmitted!.dossier) === textOf(matter.dossier) && textOf(transmitted!.before.map(writeAttested)) === textOf(attested(matter).map(writeAttested));
  return same ? null : against('altered', action);
}

const textOf = (value: unknown): string => JSON.stringify(value);

/** Whoever is to execute is another authority of the State that is asked. */
function forwardRule({ dossier }: Matter, { action, executing }: StepContent, network: Network): StepRefusal | null {
  if (executing === null) return null;
  const fits = executing !== dossier.requested && executing !== dossier.requesting && network.stateOf(executing) === network.stateOf(dossier.requested);
  return fits ? null : against('wrong-authority', action);
}

const withMeasure = (matter: Matter, measure: Measure): Matter => ({ ...matter, measures: matter.measures.map((each) => (each.id === measure.id ? measure : each)) });

/** As what somebody acts: by their authority, never by their word. */
export function actorOf({ dossier, executing }: Matter, person: PractitionerId, network: Network): (Actor & Side) | null {
  const authority = network.authorityOf(person);
  if (authority === dossier.requesting) return 'requesting';
  if (authority === dossier.requested) return 'requested';
  return authority !== undefined && executing.includes(authority) ? 'executing' : null;
}

/** The parts of the required content that the dossier has. */
export function contentOf({ dossier, rules }: Matter): string[] {
  return dossier.sections.map(({ part }) => part).filter((part) => rules.content.some(({ id }) => id === part));
}

/** What was done so far, as a transmission tells it: each step once, with all the measures it was for. */
export function attested({ measures }: Matter): AttestedStep[] {
  const events = measures.flatMap(({ id, standing, taken }) => standing.events.map((event, index) => ({ id, event, by: taken[index]!.by })));
  const steps: AttestedStep[] = [];
  for (const { id, event: { action, at, carries }, by } of events.sort((a, b) => (a.event.at < b.event.at ? -1 : a.event.at > b.event.at ? 1 : a.event.seq - b.event.seq))) {
    const last = steps.at(-1);
    const entry = { id, carries: carries as AttestedStep['measures'][number]['carries'] };
    if (last?.action === action && last.by === by && last.at === at) last.measures.push(entry);
    else steps.push({ action, by, at, measures: [entry] });
  }
  return steps;
}
