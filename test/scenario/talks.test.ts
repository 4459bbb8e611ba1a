/** Requests for meetings among three offices, by the client alone: what devices signed counts, whatever the service says; the topic is the parties' own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorityId, MeetingRequest, MeetingRequestId, MeetingSessionId, MeetingTerms } from '@comity/contracts';
import { People, texts, type Between, type Person } from './people.js';

const wishes = { priority: 2, delegates: [] };

describe('requests for meetings', () => {
  let people: People;
  let ana: Person, ben: Person, cleo: Person;
  let offices: AuthorityId[], id: MeetingSessionId;
  /** What the service answers in place of what it holds. */
  let lie: ((request: MeetingRequest) => MeetingRequest) | null = null;
  const lying: Between = (transport) => ({ ...transport, rest: { call: async (route, call) => {
    const answer = await transport.rest.call(route, call);
    if (lie === null) return answer;
    return (route === 'meetingRequests' ? (answer as MeetingRequest[]).map(lie) : route === 'meetingRequest' ? lie(answer as MeetingRequest) : answer) as never;
  } } });

  beforeAll(async () => {
    people = await People.gather();
    offices = [await people.admit('Fiscalía Especial', 'ES'), await people.admit('General Prosecution', 'KZ'), await people.admit('Parquet', 'CI')];
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Omarov', 'General Prosecution', people.officers[0], 'focal-point', lying);
    cleo = await people.enrol('Cleo Konan', 'Parquet', people.officers[0], 'focal-point');
    const { client } = people.officers[0];
    ({ id } = await client.meetings('addSession', { kind: 'plenary', title: 'Plenary', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [{ date: '2030-11-30', starts: ['09:00', '09:20'], breaks: [] }], cases: [] }));
    await client.meetings('writeOffices', id, offices.map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    await people.settled(ana, ben, cleo);
  });
  afterAll(() => people.end());

  const termsOf = (parties: AuthorityId[], change: Partial<MeetingTerms> = {}): MeetingTerms => ({ parties, slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null, ...change });
  const asked = async (terms: MeetingTerms): Promise<MeetingRequestId> => {
    const request = crypto.randomUUID() as MeetingRequestId;
    await ana.client.meetings('act', id, request, { act: 'ask', version: 0, terms, wishes, reason: null });
    return request;
  };
  const held = async (person: Person, request: MeetingRequestId) => (await person.client.meetings('talks', id)).find((each) => each.id === request);
  const problemOf = (code: string) => ({ failure: { problem: { code } } });

  it('have a space of the parties, read from its beginning by all of them, and by nobody of the secretariat', async () => {
    const space = await ana.client.meetings('openSpace', { title: 'Harbour accounts', purpose: 'Plenary', people: [ben.id, cleo.id], words: 'Three payments in May' });
    await people.settled(ana, ben, cleo);
    for (const { client } of [ana, ben, cleo]) {
      expect(await client.space(space)).toMatchObject({ kind: 'case-file', title: 'Harbour accounts', policy: { history: 'all' } });
      expect(await texts(client, space)).toEqual(['Three payments in May']);
    }
    expect((await ana.client.space(space)).owners.toSorted()).toEqual([ana.id, ben.id, cleo.id].toSorted());
    expect((await people.officers[0].client.spaces()).map((each) => each.id)).not.toContain(space);
    const request = await asked(termsOf(offices, { space }));
    expect(await held(cleo, request)).toMatchObject({ genuine: true, state: 'asked', acts: [{ body: { terms: { space } } }] });
  });

  it('are agreed once all have consented, and what somebody did not look at is not answered', async () => {
    const terms = termsOf(offices);
    const request = await asked(terms);
    await ben.client.meetings('act', id, request, { act: 'accept', version: 1, terms, wishes, reason: null });
    await expect(cleo.client.meetings('act', id, request, { act: 'accept', version: 1, terms, wishes, reason: null })).rejects.toMatchObject(problemOf('stale-version'));
    expect((await held(ana, request))?.state).toBe('asked');
    await cleo.client.meetings('act', id, request, { act: 'accept', version: 2, terms, wishes, reason: null });
    expect(await held(ana, request)).toMatchObject({ state: 'accepted', version: 3, genuine: true });
  });

  it('count by what devices signed: other terms, a consent of nobody and an act left out are not taken', async () => {
    const terms = termsOf(offices.slice(0, 2));
    const request = await asked(terms);
    await ana.client.meetings('act', id, request, { act: 'counter', version: 1, terms: { ...terms, slots: 2 }, wishes, reason: null });
    const lies: ((held: MeetingRequest) => MeetingRequest)[] = [
      (each) => ({ ...each, acts: each.acts.map(({ body, signature }) => ({ signature, body: { ...body, terms: { ...body.terms, slots: 3 } } })) }),
      (each) => ({ ...each, acts: [...each.acts, { signature: each.acts[0]!.signature, body: { ...each.acts[0]!.body, act: 'accept', authority: offices[1]!, practitioner: ben.id } }] }),
      (each) => ({ ...each, acts: each.acts.slice(1) }),
    ];
    for (const each of lies) {
      lie = (answer) => (answer.id === request ? each(answer) : answer);
      expect((await held(ben, request))?.genuine).toBe(false);
      await expect(ben.client.meetings('act', id, request, { act: 'decline', version: 2, terms, wishes: null, reason: 'no-time' })).rejects.toMatchObject(problemOf('statement-refused'));
    }
    lie = null;
    expect(await held(ben, request)).toMatchObject({ genuine: true, version: 2 });
  });

  it('are new to a device until it showed them', async () => {
    const request = await asked(termsOf(offices.slice(0, 2)));
    expect((await ben.client.meetings('seen', id))[request]).toBeUndefined();
    await ben.client.meetings('markSeen', id, request, 1);
    await ben.client.meetings('markSeen', id, request, 0);
    expect((await ben.client.meetings('seen', id))[request]).toBe(1);
  });
});
