/** Requests for meetings: what a party signs, and the space that a meeting has. */
import { problem, type Instant, type MeetingActBody, type MeetingRequest, type MeetingRequestId, type MeetingSessionId, type PractitionerId } from '@comity/contracts';
import { meetingActHash, newText, signMeetingAct, verifyMeetingAct } from '@comity/e2ee';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { Spaces } from '../space/spaces.js';
import type { Surroundings } from '../surroundings.js';
import type { MeetingActInput, MeetingSpaceInput, Talks } from '../talks.js';
import { requestsOf } from './requests.js';

export interface TalkParts { env: Surroundings; spaces: Pick<Spaces, 'create' | 'get'> }

export function talksOf({ env, spaces }: TalkParts): Talks {
  const { rest, store } = env;
  const one = async (id: MeetingSessionId, request: MeetingRequestId): Promise<MeetingRequest> => {
    const held = await rest.call('meetingRequest', { params: { id, request } });
    // Nobody answers what no device of the parties said.
    if (!isGenuine(held, id, env)) throw refused(problem('statement-refused', { detail: 'the acts of the request do not verify' }));
    return held;
  };
  return {
    talks: async (id) => (await requestsOf(rest, id)).map((request) => ({ ...request, genuine: isGenuine(request, id, env) })),
    act: async (id, request, input) => {
      const held = input.act === 'ask' ? null : await one(id, request);
      if (held !== null && held.version !== input.version) throw refused(problem('stale-version', { version: held.version }));
      const body = bodyOf(env, id, request, input, held);
      await rest.call('actOnRequest', { params: { id, request }, body: signMeetingAct(body, env.secrets.device.secretKey) });
    },
    openSpace: async (input) => openSpace(env, spaces, input),
    seen: async (id) => (await store.getJson<Record<string, number>>(seenKey(id))) ?? {},
    markSeen: async (id, request, version) => {
      const seen = (await store.getJson<Record<string, number>>(seenKey(id))) ?? {};
      if ((seen[request] ?? 0) >= version) return;
      await store.putJson(seenKey(id), { ...seen, [request]: version });
      env.emit({ type: 'meetings', session: id, of: 'seen' });
    },
    setAvailability: (id, office, availability) => rest.call('setAvailability', { params: { id, row: office }, body: availability }),
    feed: () => rest.call('feedStatus'),
    makeFeed: () => rest.call('makeFeed'),
    endFeed: async () => { await rest.call('endFeed'); },
  };
}

const seenKey = (id: MeetingSessionId): string => `meetings-seen/${id}`;

/** Whether devices of those whom they name signed the acts, of this request, each after the one before it. */
function isGenuine({ id, acts }: MeetingRequest, session: MeetingSessionId, { directory }: Pick<Surroundings, 'directory'>): boolean {
  return acts.length > 0 && acts.every((act, i) => {
    const { body } = act;
    const before = acts[i - 1];
    return body.session === session && body.request === id && body.after === (before === undefined ? null : meetingActHash(before.body)) && verifyMeetingAct(act, directory.chain);
  });
}

function bodyOf(env: Surroundings, session: MeetingSessionId, request: MeetingRequestId, { act, terms, wishes, reason }: MeetingActInput, held: MeetingRequest | null): MeetingActBody {
  const { practitioner, network } = env.secrets;
  const authority = env.directory.chain.person(practitioner, env.now())?.authority;
  if (authority === undefined) throw refused(problem('not-allowed'));
  const last = held?.acts.at(-1)?.body;
  return { v: 1, network: network.id, session, request, after: last === undefined ? null : meetingActHash(last), act, terms, wishes, reason, authority, practitioner, device: env.device, at: env.now().toISOString() as Instant };
}

/** All of its past is open to whoever of the parties comes in later: they prepare the same meeting. */
async function openSpace(env: Surroundings, spaces: Pick<Spaces, 'create' | 'get'>, { title, purpose, people, words }: MeetingSpaceInput): ReturnType<Talks['openSpace']> {
  const self = env.secrets.practitioner;
  const authorityOf = (person: PractitionerId) => env.directory.chain.person(person, env.now())?.authority;
  const others = [...new Set(people)].filter((person) => person !== self);
  const owners = [...Map.groupBy(others, authorityOf)].flatMap(([authority, [first]]) => (authority === authorityOf(self) || first === undefined ? [] : [first]));
  const id = await spaces.create({ kind: 'case-file', owners: [self], title, purpose, history: 'all', retention: null }, others, { owners });
  if (words !== '') await spaces.get(id).outbox.add({ kind: 'message', handling: 'none', content: newText(words, instant(env.now())) });
  return id;
}
