/** A request for a meeting while somebody fills it in, and the terms and wishes that it becomes. */
import '../casework/no-eval.js';
import { meetingLimits, type AuthorityId, type DelegateId, type LanguagePair, type MeetingRequestId, type MeetingTerms, type MeetingWishes, type PractitionerId, type SpaceId, type WallAt } from '@comity/contracts';
import { z } from 'zod';
import type { Written } from '../messaging/form.js';

const text = z.string();
/** What is agreed on, as fields hold it: empty where nothing is asked for. */
export const TermsDraft = z.strictObject({ slots: text, ours: text, theirs: text, roomClass: text, security: text, equipment: z.array(text), earliest: text, latest: text, after: text, case: text });
export type TermsDraft = z.infer<typeof TermsDraft>;
export const WishesDraft = z.strictObject({ priority: z.enum(['1', '2', '3']), delegates: z.array(text) });
export type WishesDraft = z.infer<typeof WishesDraft>;
/** `space`: made already, by a try that failed later. */
const AskDraft = z.strictObject({ space: text, parties: z.array(text), terms: TermsDraft, wishes: WishesDraft, topic: text, words: text, people: z.array(text), links: z.array(text) });
export type AskDraft = z.infer<typeof AskDraft>;

export const noTerms: TermsDraft = { slots: '1', ours: '', theirs: '', roomClass: '', security: '0', equipment: [], earliest: '', latest: '', after: '', case: '' };
export const noWishes: WishesDraft = { priority: '2', delegates: [] };
export const newAsk = (with_: readonly string[] = []): AskDraft => ({ space: '', parties: [...with_], terms: noTerms, wishes: noWishes, topic: '', words: '', people: [], links: [] });
/** Another meeting on the same topic: the parties, what they need, and the space in which all that was said of it lies. At the same session it comes after the first; at another one there are other rooms. */
export function followingAsk({ id, terms }: { id: MeetingRequestId; terms: MeetingTerms }, self: AuthorityId, { sameSession, inside }: { sameSession: boolean; inside: boolean }): AskDraft {
  const draft = termsDraftOf({ ...terms, earliest: null, latest: null, after: sameSession ? id : null, case: sameSession ? terms.case : null, room: sameSession ? terms.room : { class: null, security: 0, equipment: [] } });
  return { ...newAsk(terms.parties.filter((party) => party !== self)), terms: draft, space: inside ? terms.space ?? '' : '' };
}
/** What a topic may be about: a request or a case file of whoever names it. */
export interface Linkable { id: SpaceId; title: string; href: string }
/** As it is said first in the parties' space: the topic, its words, and title and address of what it is about. */
export const topicText = ({ topic, words, links: named }: Pick<AskDraft, 'topic' | 'words' | 'links'>, links: readonly Linkable[], origin: string): string =>
  [topic.trim(), words.trim(), ...named.flatMap((id) => links.find((each) => each.id === id) ?? []).map(({ title, href }) => `${title}\n${origin}${href}`)].filter((each) => each !== '').join('\n\n');
/** With other parties. Of those who are asked no more nobody is let in, and what was made for the former ones is not theirs: with all that lies in it, whoever left the request could read on, and whoever came could not read at all. */
export const withParties = (draft: AskDraft, parties: readonly string[], authorityOf: AuthorityOf): AskDraft =>
  ({ ...draft, space: '', parties: [...parties], people: draft.people.filter((person) => { const of = authorityOf(person as PractitionerId); return of === undefined || !draft.parties.includes(of) || parties.includes(of); }) });
/** Only what a person typed is worth keeping. */
export const writtenAsk: Written<AskDraft> = {
  write: (draft) => (JSON.stringify(draft) === JSON.stringify(newAsk()) ? '' : JSON.stringify(draft)),
  read: (kept) => { try { return AskDraft.safeParse(JSON.parse(kept)).data ?? null; } catch { return null; } },
};

const wallText = (at: WallAt | null): string => (at === null ? '' : `${at.date} ${at.time}`);
const wallOf = (kept: string): WallAt | null => {
  const [date = '', time = ''] = kept.split(' ');
  return kept === '' ? null : { date, time };
};
/** Two different languages are a pair in need of an interpreter; the same, or none, is none. */
const pairOf = (one: string, other: string): LanguagePair | null => (one === '' || other === '' || one === other ? null : (one < other ? [one, other] : [other, one]) as LanguagePair);

export function termsOf(draft: TermsDraft, parties: readonly AuthorityId[], space: SpaceId | null): MeetingTerms {
  const { slots, ours, theirs, roomClass, security, equipment, earliest, latest, after } = draft;
  return {
    parties: [...parties], slots: Number(slots), languages: pairOf(ours, theirs), room: { class: roomClass === '' ? null : roomClass, security: Number(security), equipment: [...equipment] },
    earliest: wallOf(earliest), latest: wallOf(latest), after: after === '' ? null : after as MeetingRequestId, case: draft.case === '' ? null : draft.case, space,
  };
}
export const termsDraftOf = ({ slots, languages, room, earliest, latest, after, case: one }: MeetingTerms): TermsDraft => ({
  slots: String(slots), ours: languages?.[0] ?? '', theirs: languages?.[1] ?? '', roomClass: room.class ?? '', security: String(room.security), equipment: [...room.equipment], earliest: wallText(earliest), latest: wallText(latest), after: after ?? '', case: one ?? '',
});
export const wishesOf = ({ priority, delegates }: WishesDraft): MeetingWishes => ({ priority: Number(priority), delegates: delegates as DelegateId[] });
export const wishesDraftOf = (wishes: MeetingWishes | undefined): WishesDraft => (wishes === undefined ? noWishes : { priority: String(wishes.priority) as WishesDraft['priority'], delegates: [...wishes.delegates] });

type AuthorityOf = (person: PractitionerId) => AuthorityId | undefined;
export type Lacking = 'parties' | 'time' | 'order' | 'people' | 'topic';
/** What keeps it from being sent: nobody asked; no time where terms say exactly when (`exact`); the end before the beginning; a sealed topic that somebody asked could not read, where it was not made for these parties already; words without a topic. */
export function lackingOf({ space, parties, terms: { earliest, latest }, topic, words, people, links }: AskDraft, authorityOf: AuthorityOf, exact = false): Lacking | null {
  if (parties.length === 0 || parties.length >= meetingLimits.parties) return 'parties';
  if (exact && earliest === '') return 'time';
  if (earliest !== '' && latest !== '' && latest < earliest) return 'order';
  if (space !== '') return null;
  const inside = people.map((person) => authorityOf(person as PractitionerId));
  if (topic.trim() === '') return words.trim() === '' && links.length === 0 ? null : 'topic';
  return parties.every((party) => inside.some((authority) => authority === party)) ? null : 'people';
}
