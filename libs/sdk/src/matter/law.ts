/**
 * A request, folded from the signed items of a space's log, one after another: the same items, in the same order, with the same chain, make the same
 * request for everybody. Pure. Trust: every item is from a verified device of somebody inside, who may be hostile; the service's order and times
 * count, its word does not. An item stands wholly or not at all. A draft begins with a dossier, the space that both sides share with a transmission; either
 * is the founder's alone to begin.
 */
import { follow, LegalBasis, lifeCycles, nothing, offerFor, owedNow, replay, rulesOf, sendingOf, WordMember, type Actor, type Offer, type Carried, type Rules, type Standing } from '@comity/casework';
import type { AuthorityId, DeviceId, HandlingCode, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { enclosuresHash, isReference, readAnnex, readSource, readStepAnnex, wordsHash, writeDossier, writeTransmission, type Annex, type AttestedStep, type CaseContent, type Dossier, type DossierContent, type DossierSource, type Enclosure, type StepCarries, type StepContent, type StepWords, type TransmissionContent, type TranslatedPiece } from '@comity/e2ee';
import { clockSkew } from '../clock.js';
import { strictest, unmarked, type Word } from '../codes.js';
import type { Marking } from '../marking.js';
import type { MatterKind, Side, StepRefusal } from '../matters.js';
import { against, no } from './against.js';
import { bears, marked, markingOf, outgoing, withSource } from './codes.js';

/** `seq` and `at` are the log's; of what waits in the outbox there is no place, and `at` is when it was written. `hash`: what its successors name it by. `handling`: in its header; none where it is not said. */
export interface CaseItem<Content = CaseContent> { seq: number | null; by: PractitionerId; device: DeviceId; at: Instant; hash: string; handling?: HandlingCode; content: Content }
type MarkedItem<Content> = CaseItem<Content> & { marking: Marking };

/** What the chain of statements says. */
export interface Network {
  authorityOf(person: PractitionerId): AuthorityId | undefined;
  stateOf(authority: AuthorityId): string | undefined;
  /** The first identity of whoever lost everything and was vouched for anew. */
  humanOf(person: PractitionerId): PractitionerId;
}

/** What stands beside an event of a measure. `storedAt`: when the service had it, by its word; null where it stands in no log that is read here. `attested`: known by the word of whoever transmitted. */
export interface Taken { seq: number | null; storedAt: Instant | null; by: PractitionerId; hash: string; attested: boolean; words: readonly StepWords[]; /** The files that came with it. */ enclosed: readonly Enclosure[]; /** How it is marked, with its files. */ marking: Marking }
/** A measure, a person sought or an asset. `taken` is event for event as long as the standing's events; `last`: the hash that the next step for it names; `executing`: to whom it was forwarded. */
export interface Measure { id: string; assistance: string | null; sought: string; standing: Standing; taken: readonly Taken[]; last: string; executing: readonly AuthorityId[] }
/** Where a draft goes, by whose hand, on which of their devices. `through`: it stands there, by the word of whoever sent it. */
export interface Sent { space: SpaceId; addressees: readonly PractitionerId[]; by: PractitionerId; device: DeviceId; through: boolean }
export interface Matter {
  dossier: Dossier; rules: Rules; measures: readonly Measure[];
  /** What hangs on the dossier, read. */
  annex: Annex;
  /** Where it comes from, while it is a draft: what both sides read says nothing of it. */
  source: DossierSource | null;
  /** What was said of it where it comes from, or once came from. */
  sourced: readonly Word[];
  /** How its dossiers were marked, oldest first; the transmission first where both sides read it, which of its side said it is not known. */
  codes: readonly Word[];
  /** How each authority calls it among its own files, by its own word. */
  references: Readonly<Record<AuthorityId, string>>;
  /** Hashes of the dossiers that stood, oldest first; or that of the transmission. */
  dossiers: readonly string[];
  /** What it began with where both sides read it; null: it is a draft. */
  told: TransmissionContent | null;
  /** When the service had that, by its word. */
  toldAt: Instant | null;
  /** Who added to the dossier where both sides read it, until a colleague’s step carried it forward. */
  completed: PractitionerId | null;
  /** Of a draft that was transmitted. */
  sent: Sent | null;
  transmittedAt: Instant | null;
}

export type Verdict = { ok: true; matter: Matter } | { ok: false; refusal: StepRefusal };

/** The life cycle that a dossier is of. */
export const kindOf = ({ kind }: Dossier): MatterKind => kind ?? 'mla';
export const cycleOf = (dossier: Dossier) => lifeCycles.get(kindOf(dossier))!;

/** The step by which an authority says how it calls the request among its own files; of no life cycle, for the whole request. */
export const referring = 'reference';

/** How an item is called in refusals. */
export function deedOf(content: CaseContent): string {
  if (content.type === 'case-step') return content.action;
  if (content.type === 'dossier') return 'dossier';
  return content.before.find(({ action }) => sendingOf(cycleOf(content.dossier), action))?.action ?? 'transmit';
}

/** The request after one more item, or why the item does not stand. `founder`: whose the space is; null where this client cannot know it. */
export function take(before: Matter | null, item: CaseItem, network: Network, founder: PractitionerId | null): Verdict {
  const { by, content } = item;
  if (Date.parse(content.sentAt) > Date.parse(item.at) + clockSkew) return no('ahead-of-its-time', deedOf(content));
  const marking = markingOf(content, item.handling ?? 'none');
  if (marking === undefined) return no('malformed', 'marking');
  if (content.type === 'case-step') return step(before, { ...item, content, marking }, network);
  // Whoever is inside could begin another one first.
  if (before === null && by !== founder) return no('not-the-founder', deedOf(content));
  return content.type === 'dossier' ? revise(before, { ...item, content, marking }, network) : tell(before, { ...item, content, marking }, network);
}

function revise(before: Matter | null, { by, hash, marking, content: { after, dossier, source: stated, sentAt } }: MarkedItem<DossierContent>, network: Network): Verdict {
  const requesting = before?.dossier.requesting ?? dossier.requesting;
  if (network.authorityOf(by) !== requesting) return no('no-party', 'dossier');
  // One that was written before the last step, or by a client that could not mean it, begins nothing anew.
  const reopens = before !== null && mayReopen(before) && (dossier.basis.edition ?? 1) > 1 && before.measures.every(({ standing: { events } }) => sentAt >= (events.at(-1)?.at ?? sentAt));
  const frozen = before === null || mayComplete(before) || reopens ? undefined : before.measures.find(({ standing: { state, ended } }) => ended !== null || (state !== null && state !== before.rules.cycle.begin.to));
  if (frozen !== undefined) return no('frozen', frozen.standing.ended ?? frozen.standing.state!);
  const known = before?.dossiers ?? [];
  const codes = [...(before?.codes ?? []), { by, marking }];
  if (after !== null && known.slice(0, -1).includes(after)) return no('overtaken', 'dossier');
  if (after !== (known.at(-1) ?? null)) return no('wrong-predecessor', 'dossier');
  if (dossier.requesting !== requesting || (before !== null && kindOf(dossier) !== kindOf(before.dossier))) return no('altered', 'dossier');
  // Where both sides read it nothing is taken back; what is added overtakes no step.
  const begun = begin(dossier, [...known, hash], network);
  // A translation is of whoever stands by it: nobody else can say so.
  if (begun.ok && !begun.matter.annex.translations.every(({ language, pieces }) => pieces.every((piece) => piece.by === by || holds(before?.annex, language, piece)))) return no('altered', 'translation');
  if (before !== null && before.told !== null) {
    if (!adds(before.dossier, dossier)) return no('altered', 'dossier');
    if (!begun.ok) return begun;
    if (!addsAnnex(before.annex, begun.matter.annex)) return no('altered', 'dossier');
    return { ok: true, matter: { ...before, dossier, annex: begun.matter.annex, dossiers: [...known, hash], codes, completed: saysMore(before.dossier, dossier) ? by : before.completed } };
  }
  if (!begun.ok) return begun;
  const source = stated === undefined ? null : readSource(stated);
  if (source === undefined) return { ok: false, refusal: { ...against('altered', 'source'), code: 'malformed' } };
  const sourced = withSource(before?.sourced ?? [], source);
  // What was shared as a draft is drafted, and reviewed, anew.
  if (before === null || reopens) return { ok: true, matter: { ...begun.matter, source, sourced, codes } };
  const measures = begun.matter.measures.map((measure) => {
    const kept = before.measures.find(({ id, assistance }) => id === measure.id && assistance === measure.assistance);
    // Under another basis, what was drafted may not be asked for.
    const replayed = kept === undefined ? undefined : replay(begun.matter.rules, kept.standing.events);
    return kept !== undefined && replayed?.ok === true ? { ...measure, standing: replayed.standing, taken: kept.taken } : measure;
  });
  return { ok: true, matter: { ...begun.matter, source, sourced, codes, measures } };
}

/** Whether the requesting side may add to the dossier there what a later step has to carry. */
export const mayComplete = ({ told, measures, rules: { cycle } }: Matter): boolean => told !== null && measures.some(({ standing: { state, ended } }) => ended === null && state !== null && cycle.completes.includes(state));
/** Whether a revision of the draft begins it anew: after it was shared informally, from where no row leads back. */
export const mayReopen = ({ told, sent, measures, rules: { cycle } }: Matter): boolean => told === null && sent === null && measures.some(({ standing: { state, ended } }) => ended === null && state !== null && cycle.reopens.includes(state));
/** Whether a dossier says what another one does; it may have more parts. */
const adds = (before: Dossier, after: Dossier): boolean => sayOf({ ...after, sections: before.sections }) === sayOf(before)
  && before.sections.every(({ part, text }) => after.sections.some((section) => section.part === part && section.text === text));

/** Whether a dossier that adds to another one (`adds`) does say more: what does not completes nothing. */
export const saysMore = (before: Dossier, after: Dossier): boolean => after.sections.length > before.sections.length || JSON.stringify(readAnnex(after)) !== JSON.stringify(readAnnex(before));

/** Without what hangs on it. */
const sayOf = (dossier: Dossier): string => JSON.stringify(writeDossier({ ...dossier, annex: {} }));
/** What hangs on it grows alike: files, translations of what had none, and what an asset is known by. */
const addsAnnex = (before: Annex, after: Annex): boolean => before.reference === after.reference && before.enclosures.every((each) => after.enclosures.some((other) => JSON.stringify(other) === JSON.stringify(each)))
  && before.translations.every(({ language, pieces }) => pieces.every((piece) => holds(after, language, piece)))
  && before.assets.every(({ of, facts }) => Object.entries(facts).every(([id, value]) => JSON.stringify(after.assets.find((each) => each.of === of)?.facts[id]) === JSON.stringify(value)));
const holds = (annex: Annex | undefined, language: string, piece: TranslatedPiece): boolean =>
  annex?.translations.some((each) => each.language === language && each.pieces.some((other) => JSON.stringify(other) === JSON.stringify(piece))) === true;

/** A request of which nothing is done yet. */
function begin(dossier: Dossier, dossiers: readonly string[], network: Network): Verdict {
  if (dossier.requested === dossier.requesting || network.stateOf(dossier.requested) === undefined) return no('wrong-authority', 'dossier');
  const basis = LegalBasis.safeParse(dossier.basis);
  if (!basis.success) return { ok: false, refusal: { ...against('altered', 'dossier'), code: 'malformed' } };
  const annex = readAnnex(dossier);
  if (annex === undefined) return { ok: false, refusal: { ...against('altered', 'dossier'), code: 'malformed' } };
  const [ours, theirs] = [network.stateOf(dossier.requesting), network.stateOf(dossier.requested)];
  const result = rulesOf(basis.data, kindOf(dossier), undefined, { ...(ours !== undefined && { requesting: ours }), ...(theirs !== undefined && { requested: theirs, executing: theirs }) });
  if (!result.ok) return result;
  const measures = dossier.measures.map(({ id, assistance, sought }): Measure => ({ id, assistance, sought, standing: nothing, taken: [], last: dossiers.at(-1)!, executing: [] }));
  const references = annex.reference === null ? {} : { [dossier.requesting]: annex.reference };
  return { ok: true, matter: { dossier, annex, source: null, sourced: [], codes: [], references, rules: result.rules, measures, dossiers, told: null, toldAt: null, completed: null, sent: null, transmittedAt: null } };
}

/** The request as whoever transmits it tells it: on their word, but by the same law. */
function tell(before: Matter | null, { seq, by, hash, at: toldAt, marking, content }: MarkedItem<TransmissionContent>, network: Network): Verdict {
  if (before !== null) return no('frozen', 'transmit');
  const { dossier } = content;
  if (network.authorityOf(by) !== dossier.requesting) return no('no-party', 'transmit');
  const begun = begin(dossier, [hash], network);
  if (!begun.ok) return begun;
  // Who of them stands by a translation is the word of whoever transmits.
  if (begun.matter.annex.translations.some(({ pieces }) => pieces.some((piece) => network.authorityOf(piece.by) !== dossier.requesting))) return no('altered', 'translation');
  let { matter } = begun;
  let alone = false;
  for (const { action, by: doer, at, measures } of content.before) {
    const last = sendingOf(matter.rules.cycle, action) !== undefined;
    if (network.authorityOf(doer) !== dossier.requesting) return no('no-party', action);
    if (at > content.sentAt) return no('ahead-of-its-time', action);
    const unfit = wordsRule(measures, last ? content.words : []) ?? dossierRule(matter, measures);
    if (unfit !== null) return { ok: false, refusal: unfit };
    const advanced = advance(matter, { action, by: doer, at, measures }, { ...(last ? { seq, storedAt: seq === null ? null : toldAt } : { seq: null, storedAt: null }), by: doer, hash, attested: !last || doer !== by, words: last ? content.words : [], enclosed: [], marking: last ? marking : unmarked }, network);
    if (!advanced.ok) return advanced;
    alone ||= isAlone(matter, action, doer, measures, network);
    matter = { ...advanced.matter, transmittedAt: last ? at : matter.transmittedAt };
  }
  const [sending, ...others] = new Set(matter.measures.map(({ standing: { events } }) => events.at(-1)?.action ?? ''));
  if (others.length > 0 || sendingOf(matter.rules.cycle, sending!) === undefined) return no('whole-request', 'transmit');
  return alone ? no('second-officer', 'transmit') : { ok: true, matter: { ...matter, told: content, toldAt, codes: [{ by: null, marking }] } };
}

function step(before: Matter | null, { seq, at: arrived, by, device, hash, marking, content }: MarkedItem<StepContent>, network: Network): Verdict {
  const { action, measures, words, executing, shared, sentAt } = content;
  if (before === null) return no('no-dossier', action);
  if (actorOf(before, by, network) === null) return no('no-party', action);
  const enclosed = readStepAnnex(content);
  if (enclosed === undefined) return no('malformed', 'enclosures');
  if (measures.some(({ carries }) => carries['enclosures'] !== (content.annex && enclosuresHash(content.annex)))) return no('wrong-words', 'enclosures');
  if (action === referring) return refer(before, by, content, network);
  const own = orderRule(before, content) ?? sentRule(before, by, content, network) ?? wordsRule(measures, words, (id) => offersTo(before, id, action)) ?? dossierRule(before, measures) ?? forwardRule(before, content, network);
  if (own !== null) return { ok: false, refusal: own };
  const sent: Sent | null = shared === null ? before.sent && { ...before.sent, through: true } : { ...shared, by, device, through: false };
  // A colleague, or another space, takes the place of what did not come through: by log order, like every step.
  if (before.sent !== null && content.annex !== undefined) return no('not-carried-here', 'enclosures');
  // It goes out as both of them say.
  if (before.sent !== null) return { ok: true, matter: { ...before, sent, measures: before.measures.map((measure) => ({ ...measure, last: hash, taken: measure.taken.map((each, i, all) => (i === all.length - 1 ? { ...each, marking: strictest(each.marking, [{ by: null, marking }]) } : each)) })) } };
  const advanced = advance(before, { action, by, at: sentAt, measures }, { seq, storedAt: seq === null ? null : arrived, by, hash, attested: false, words, enclosed, marking }, network);
  if (!advanced.ok) return advanced;
  if (isAlone(before, action, by, measures, network)) return no('second-officer', action);
  const carried = measures.some(({ carries }) => carries['content'] !== undefined);
  const matter: Matter = { ...advanced.matter, sent, completed: carried ? null : before.completed, transmittedAt: sendingOf(before.rules.cycle, action) ? sentAt : before.transmittedAt };
  if (executing === null) return { ok: true, matter };
  const forwarded = new Set(measures.map(({ id }) => id));
  return { ok: true, matter: { ...matter, measures: matter.measures.map((measure) => (forwarded.has(measure.id) ? { ...measure, executing: [...new Set([...measure.executing, executing])] } : measure)) } };
}

/** Whoever is of a party says it for their authority; the last word in the log counts. Before both sides read it, it stands in the dossier. */
function refer(before: Matter, by: PractitionerId, { action, measures, words }: StepContent, network: Network): Verdict {
  const authority = network.authorityOf(by);
  if (before.told === null || authority === undefined) return no('no-dossier', action);
  if (measures.some(({ id }) => !before.measures.some((each) => each.id === id))) return no('unknown-measure', action);
  const [said, ...others] = words;
  if (others.length > 0 || measures.some(({ carries }) => Object.keys(carries).length > 0) || (said !== undefined && (said.member !== referring || !isReference(said.text)))) return no('wrong-words', action);
  const { [authority]: _, ...references } = before.references;
  return { ok: true, matter: { ...before, references: said === undefined ? references : { ...references, [authority]: said.text } } };
}

interface Doing { action: string; by: PractitionerId; at: Instant; measures: readonly { id: string; carries: StepCarries }[] }
/** One step further for each of its measures, as the law lets it. */
function advance(before: Matter, { action, by, at, measures }: Doing, taken: Taken, network: Network): Verdict {
  let matter = before;
  for (const { id, carries } of measures) {
    const measure = matter.measures.find((each) => each.id === id);
    if (measure === undefined) return no('unknown-measure', action);
    const actor = actorOf(matter, by, network, [measure]);
    if (actor === null) return no('no-party', action);
    // The contract of what a step carries is asked there.
    const followed = follow(matter.rules, measure.standing, { action, carries: carries as Carried }, actor, at);
    if (!followed.ok) return followed;
    const next: Measure = { ...measure, standing: followed.standing, last: taken.hash, taken: [...measure.taken, taken] };
    matter = { ...matter, measures: matter.measures.map((each) => (each.id === id ? next : each)) };
  }
  return { ok: true, matter };
}

/** Each measure is one of the dossier's, and the step follows what was done last for it, or what moved it last: what is said along the way overtakes nobody. */
function orderRule(matter: Matter, { action, measures }: StepContent): StepRefusal | null {
  for (const { id, after } of measures) {
    const measure = matter.measures.find((each) => each.id === id);
    if (measure === undefined) return against('unknown-measure', action);
    if (after === measure.last || movedBy(measure).includes(after)) continue;
    const earlier = matter.dossiers.includes(after) || measure.taken.some(({ hash }) => hash === after);
    return earlier ? against('overtaken', matter.dossiers.includes(measure.last) ? 'dossier' : measure.standing.events.at(-1)!.action) : against('wrong-predecessor', action);
  }
  return null;
}

/** What was said last along the way, back to what moved the measure. */
function movedBy({ standing: { events }, taken, last }: Measure): string[] {
  if (taken.at(-1)?.hash !== last) return [];
  const moved = events.findLastIndex(({ from, to }) => from !== to);
  return taken.slice(moved).map(({ hash }) => hash);
}

/** A request goes as a whole, to people of the requested authority; once it went, the draft says no more than where, and then that it came through. */
function sentRule(matter: Matter, by: PractitionerId, { action, measures, shared }: StepContent, network: Network): StepRefusal | null {
  if (matter.sent !== null && (matter.sent.through || (action !== 'complete' && action !== 'through'))) return against('frozen', 'transmit');
  if (matter.sent !== null && (network.authorityOf(by) !== matter.dossier.requesting || (action === 'through' && by !== matter.sent.by))) return against('no-party', action);
  // What is withdrawn alone could neither be taken out of a draft nor go out with the others.
  if (shared === null) return matter.told === null && (action === 'withdraw' || action === 'discard') && measures.length < matter.measures.length ? against('whole-request', action) : null;
  if (measures.length < matter.measures.length) return against('whole-request', action);
  return shared.addressees.every((person) => network.authorityOf(person) === matter.dossier.requested) ? null : against('wrong-authority', action);
}

/** What the other side offered for a measure and this step may take; its words stand where it was offered. */
export function offersTo({ measures, rules }: Matter, id: string, action: string): Offer | undefined {
  const standing = measures.find((each) => each.id === id)?.standing;
  const row = rules.cycle.transitions.find((each) => each.action === action && each.takes !== undefined);
  return standing === undefined || row === undefined ? undefined : offerFor(standing, row);
}

/** Every hash names words that stand there, or that were offered and are taken, and no words stand there beside. */
function wordsRule(measures: readonly { id: string; carries: StepCarries }[], words: readonly StepWords[], offeredTo: (id: string) => Offer | undefined = () => undefined): StepRefusal | null {
  const hashes = new Map(words.map((each): [string, string] => [each.member, wordsHash(each)]));
  for (const { id, carries } of measures) {
    const offer = offeredTo(id);
    const isTaken = (member: WordMember) => member === offer?.member && !hashes.has(member) && carries[member] === offer.carries[member];
    const wrong = WordMember.options.find((member) => carries[member] !== hashes.get(member) && !isTaken(member));
    // Another offer than the last one: the law says so.
    if (wrong !== undefined && (wrong !== offer?.member || hashes.has(wrong) || carries[wrong] === undefined)) return against('wrong-words', wrong);
  }
  const stranger = words.find(({ member }) => !WordMember.safeParse(member).success);
  return stranger === undefined ? null : against('wrong-words', stranger.member);
}

/** What the dossier says already, the step says alike. */
function dossierRule(matter: Matter, measures: readonly { id: string; carries: StepCarries }[]): StepRefusal | null {
  for (const { id, carries } of measures) {
    if (carries['assistance'] !== undefined && carries['assistance'] !== matter.measures.find((each) => each.id === id)?.assistance) return against('altered', 'assistance');
    if (carries['content'] !== undefined && JSON.stringify(carries['content']) !== JSON.stringify(contentOf(matter))) return against('altered', 'content');
  }
  return null;
}

/**
 * On whose word alone stands what a measure’s next step takes to the other side: of whoever submitted it, sent it at once, or completed the dossier; null
 * once a second officer stood by it.
 */
function answersAlone({ completed, rules }: Matter, { standing: { events }, taken }: Measure): PractitionerId | null {
  if (completed !== null) return completed;
  const last = events.findLastIndex(({ action, actor, carries }) => action === 'submit' || sendingOf(rules.cycle, action) !== undefined || (actor === 'requesting' && carries.content !== undefined));
  const action = events[last]?.action;
  return action !== undefined && (action === 'submit' || sendingOf(rules.cycle, action)?.sends === 'urgent') ? taken[last]!.by : null;
}

/** Whether a step that goes out after review, or carries what the dossier says, lacks a second officer: another human of the requesting side than whoever answers for it. */
export function isAlone(matter: Matter, action: string, by: PractitionerId, measures: readonly { id: string; carries: StepCarries }[], network: Network): boolean {
  const sends = sendingOf(matter.rules.cycle, action)?.sends;
  return sends !== 'urgent' && matter.measures.some((measure) => {
    const step = measures.find(({ id }) => id === measure.id);
    const author = step !== undefined && (sends === 'reviewed' || step.carries['content'] !== undefined) ? answersAlone(matter, measure) : null;
    return author !== null && (network.humanOf(author) === network.humanOf(by) || network.authorityOf(by) !== matter.dossier.requesting);
  });
}

/** What whoever takes a step now owes with it, beside what a log is judged by: those of before stand without. */
export function owedWith(matter: Matter, { action, measures, sentAt }: StepContent, by: PractitionerId, network: Network): StepRefusal | null {
  // What is of no life cycle, as completing somebody's transmission, owes nothing.
  if (!matter.rules.cycle.transitions.some((row) => row.action === action)) return null;
  for (const { id, carries } of measures) {
    const measure = matter.measures.find((each) => each.id === id);
    const actor = measure === undefined ? null : actorOf(matter, by, network, [measure]);
    const refusal = measure === undefined || actor === null ? null : owedNow(matter.rules, measure.standing, { action, carries: carries as Carried }, actor, sentAt);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Whoever is to execute is another authority of the State that is asked. */
function forwardRule({ dossier }: Matter, { action, executing }: StepContent, network: Network): StepRefusal | null {
  if (executing === null) return null;
  const fits = executing !== dossier.requested && executing !== dossier.requesting && network.stateOf(executing) === network.stateOf(dossier.requested);
  return fits ? null : against('wrong-authority', action);
}

/** As what somebody acts for these measures, or for any: by their authority, never by their word. */
export function actorOf({ dossier, measures: all }: Matter, person: PractitionerId, network: Network, measures: readonly Measure[] = all): (Actor & Side) | null {
  const authority = network.authorityOf(person);
  if (authority === undefined) return null;
  if (authority === dossier.requesting) return 'requesting';
  if (authority === dossier.requested) return 'requested';
  return measures.some(({ executing }) => executing.includes(authority)) ? 'executing' : null;
}

/** Whose people somebody may bring in: each side its own, and whoever is asked those to whom it was handed on, too. A draft is for the requesting authority alone: the others are in the space that it goes to. */
export function guestsFor({ dossier, measures, told }: Matter, person: PractitionerId, network: Network): AuthorityId[] {
  if (told === null) return [dossier.requesting];
  const own = network.authorityOf(person);
  return own === undefined ? [] : [...new Set([own, ...(own === dossier.requested ? measures.flatMap(({ executing }) => executing) : [])])];
}

/** The parts of the required content that the dossier has. */
export function contentOf({ dossier, rules }: Matter): string[] {
  return dossier.sections.map(({ part }) => part).filter((part) => rules.content.some(({ id }) => id === part));
}

/** What the other side is told of a draft that went: what it says, and by which last steps it was drafted, submitted and sent; nothing of how it came to that. Its handling code is that of `outgoing`. */
export function transmissionOf(matter: Matter, sentAt: Instant): TransmissionContent {
  const { dossier, measures, rules: { cycle } } = matter;
  let words: readonly StepWords[] = [];
  const sending = measures[0]!.standing.events.map(({ action }) => sendingOf(cycle, action)).findLast((row) => row !== undefined);
  const before = [cycle.begin.action, ...(sending?.sends === 'urgent' ? [] : ['submit']), ...(sending ? [sending.action] : [])].flatMap((action) => {
    const steps = new Map<string, AttestedStep>();
    for (const { id, standing: { events }, taken } of measures) {
      const index = events.findLastIndex((event) => event.action === action);
      const [event, done] = [events[index], taken[index]];
      if (event === undefined || done === undefined) continue;
      const told = steps.get(done.hash) ?? { action, by: done.by, at: event.at, measures: [] };
      told.measures.push({ id, carries: event.carries as StepCarries });
      steps.set(done.hash, told);
      if (action === sending?.action) ({ words } = done);
    }
    return [...steps.values()];
  });
  return marked({ v: 1, type: 'transmission', dossier, before, words: [...words], sentAt }, outgoing(matter));
}

/** Whether a transmission tells what the draft holds, as far as it goes, and is not marked weaker. */
export const tellsOf = (draft: Matter, told: TransmissionContent, marking = unmarked): boolean => textOf(transmissionOf(draft, told.sentAt)) === textOf(told) && bears(marking, draft);
const textOf = (content: TransmissionContent): string => JSON.stringify({ ...writeTransmission(content), marks: undefined });
