import { describe, expect, it } from '@jest/globals';
import { MeetingTerms, type AuthorityId, type MeetingRequestId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { followingAsk, lackingOf, newAsk, noTerms, termsDraftOf, termsOf, topicText, wishesDraftOf, wishesOf, withParties, writtenAsk } from './ask-draft.js';

const parties = ['0b6f5a44-30f5-4c40-9a39-3e1f6a2f7d01', '0b6f5a44-30f5-4c40-9a39-3e1f6a2f7d02'] as AuthorityId[];
const authorityOf = (person: PractitionerId): AuthorityId | undefined => ({ ana: parties[0], ben: parties[1] } as Record<string, AuthorityId | undefined>)[person];

describe('a request for a meeting that is being written', () => {
  it('becomes terms that the contract takes, and fields again', () => {
    const draft = { ...noTerms, slots: '2', ours: 'fr', theirs: 'ar', roomClass: 'table', security: '1', equipment: ['video'], earliest: '2026-11-30 09:00', latest: '2026-12-01 16:40' };
    const terms = termsOf(draft, parties, null);
    expect(MeetingTerms.parse(terms)).toEqual({ parties, slots: 2, languages: ['ar', 'fr'], room: { class: 'table', security: 1, equipment: ['video'] }, earliest: { date: '2026-11-30', time: '09:00' }, latest: { date: '2026-12-01', time: '16:40' }, after: null, case: null, space: null });
    expect(termsOf(termsDraftOf(terms), parties, null)).toEqual(terms);
    expect(termsOf({ ...noTerms, ours: 'fr', theirs: 'fr' }, parties, 's' as SpaceId)).toMatchObject({ languages: null, space: 's' });
    expect(wishesOf(wishesDraftOf({ priority: 3, delegates: [] }))).toEqual({ priority: 3, delegates: [] });
  });
  it('is kept once something was typed, and read back; not what is none', () => {
    const begun = newAsk();
    expect(writtenAsk.write(begun)).toBe('');
    const typed = { ...begun, topic: 'Harbour' };
    expect(writtenAsk.read(writtenAsk.write(typed))).toEqual(typed);
    expect(['', '{}', '{"topic":1}'].map((text) => writtenAsk.read(text))).toEqual([null, null, null]);
  });
  it('is not sent without an office, with its end before its beginning, or with a topic that one side could not read', () => {
    const with_ = (part: object, terms: object = {}) => lackingOf({ ...newAsk([parties[1]!]), ...part, terms: { ...noTerms, ...terms } }, authorityOf);
    expect(with_({ parties: [] })).toBe('parties');
    expect(with_({}, { earliest: '2026-12-01 09:00', latest: '2026-11-30 09:00' })).toBe('order');
    expect(with_({ topic: 'Harbour', people: ['ana'] })).toBe('people');
    expect(with_({ links: ['s'] })).toBe('topic');
    expect([with_({}), with_({ topic: 'Harbour', people: ['ben'] })]).toEqual([null, null]);
  });

  it('goes on from a topic that was made already while its parties are the same, and makes another one for others, without people of whoever is asked no more', () => {
    const made = { ...newAsk(parties), space: 's', topic: 'Harbour', words: 'In May', people: ['ana', 'ben', 'ours'] };
    // Whoever was let in may have gone since, and nobody could be chosen in their place.
    expect(lackingOf({ ...made, people: [] }, authorityOf)).toBeNull();
    const fewer = withParties(made, [parties[1]!], authorityOf), more = withParties(fewer, parties, authorityOf);
    expect(fewer).toEqual({ ...made, space: '', parties: [parties[1]], people: ['ben', 'ours'] });
    expect([lackingOf(fewer, authorityOf), lackingOf(more, authorityOf), more.topic]).toEqual([null, 'people', 'Harbour']);
    // After another meeting, that one’s file is named, in which nobody is of an office that comes to it.
    const following = withParties({ ...newAsk([parties[0]!]), space: 's' }, parties, authorityOf);
    expect([following.space, lackingOf(following, authorityOf), lackingOf({ ...following, topic: 'Harbour' }, authorityOf)]).toEqual(['', null, 'people']);
  });

  it('says its topic, its words, and what it is about that is there still', () => {
    const links = [{ id: 's' as SpaceId, title: 'Accounts', href: '/spaces/s/register' }, { id: 'r' as SpaceId, title: 'Seizure', href: '/requests/r' }];
    expect(topicText({ topic: ' Harbour ', words: ' ', links: ['r', 'gone'] }, links, 'https://x.example')).toBe('Harbour\n\nSeizure\nhttps://x.example/requests/r');
    expect(topicText({ topic: 'Harbour', words: 'In May', links: [] }, links, 'https://x.example')).toBe('Harbour\n\nIn May');
  });

  it('follows another one on its topic: after it at the same session, and without its room and case at another', () => {
    const terms = MeetingTerms.parse({ parties, slots: 2, languages: ['ar', 'fr'], room: { class: 'table', security: 1, equipment: ['video'] }, earliest: { date: '2026-11-30', time: '09:00' }, latest: null, after: null, case: '0b6f5a44-30f5-4c40-9a39-3e1f6a2f7d09', space: '0b6f5a44-30f5-4c40-9a39-3e1f6a2f7d08' });
    const first = { id: '0b6f5a44-30f5-4c40-9a39-3e1f6a2f7d07' as MeetingRequestId, terms };
    const here = followingAsk(first, parties[1]!, { sameSession: true, inside: true }), there = followingAsk(first, parties[0]!, { sameSession: false, inside: false });
    expect(termsOf(here.terms, parties, here.space as SpaceId)).toEqual({ ...terms, earliest: null, after: first.id });
    expect([here.parties, there.parties, there.space]).toEqual([[parties[0]], [parties[1]], '']);
    expect(termsOf(there.terms, parties, null)).toEqual({ ...terms, earliest: null, room: { class: null, security: 0, equipment: [] }, case: null, space: null });
    expect(lackingOf(here, () => undefined)).toBeNull();
  });
});
