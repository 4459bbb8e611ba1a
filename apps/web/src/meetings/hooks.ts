import type { MeetingSession, MeetingSessionId, MeetingSessionSummary } from '@comity/contracts';
import { meetingsOf, type ComityEvent, type MeetingPart, type Meetings, type MeetingSign } from '@comity/sdk';
import { useAuthority, useClient, useSelf, useWatch } from '../client/hooks.js';
import type { Watch, Watched } from '../client/watch.js';
import type { Remote } from '../worker/protocol.js';

/** What the SDK offers of meetings. */
export const meetings = (remote: Remote): Meetings => meetingsOf(remote);

/** Whether a hint concerns these parts of a session, or of any. */
export const touches = (id: MeetingSessionId | null, ...of: MeetingPart[]) => (event: ComityEvent): boolean =>
  (event.type === 'connection' && event.online) || (event.type === 'meetings' && (id === null || event.session === id) && of.includes(event.of));

/** What waits at sessions. */
export const useSignsWatch = (): Watch<MeetingSign[]> => useClient().watch('meeting-signs', (remote) => meetings(remote).signs(), touches(null, 'seen'));
export const useSessions = (): Watched<MeetingSessionSummary[]> => useWatch(useClient().watch('meeting-sessions', (remote) => meetings(remote).sessions(), touches(null, 'session', 'roster', 'published')));
export const useSession = (id: MeetingSessionId): Watched<MeetingSession> => useWatch(useClient().watch(`meeting-session ${id}`, (remote) => meetings(remote).session(id), touches(id, 'session', 'published')));
/** Whether this person is of the secretariat, which the service decides once more. */
export function useSecretary(): boolean {
  const authority = useAuthority();
  const self = useSelf();
  return authority(self.authority)?.kind === 'secretariat';
}

/** A value of a session, read again when a hint is of one of these parts. */
const useOf = <T>(id: MeetingSessionId, what: string, load: (meetings: Meetings) => Promise<T>, ...of: MeetingPart[]): Watched<T> =>
  useWatch(useClient().watch(`meeting-${what} ${id}`, (remote) => load(meetings(remote)), touches(id, ...of)));
export const useOffices = (id: MeetingSessionId) => useOf(id, 'offices', (ask) => ask.offices(id), 'roster');
export const useRooms = (id: MeetingSessionId) => useOf(id, 'rooms', (ask) => ask.rooms(id), 'roster');
export const useInterpreters = (id: MeetingSessionId) => useOf(id, 'interpreters', (ask) => ask.interpreters(id), 'roster');
/** Changes with what is published at any session; of talks nobody is told. */
export const useElsewhere = (id: MeetingSessionId) => useWatch(useClient().watch(`meeting-elsewhere ${id}`, (remote) => meetings(remote).elsewhere(id), (event) => touches(id, 'roster', 'requests', 'plans')(event) || touches(null, 'published')(event)));
export const useDelegates = (id: MeetingSessionId) => useOf(id, 'delegates', (ask) => ask.delegates(id), 'roster');
export const useRequests = (id: MeetingSessionId) => useOf(id, 'requests', (ask) => ask.requests(id), 'requests');
export const usePlans = (id: MeetingSessionId) => useOf(id, 'plans', (ask) => ask.plans(id), 'plans');
export const usePublications = (id: MeetingSessionId) => useOf(id, 'publications', (ask) => ask.publications(id), 'published');
export const usePublished = (id: MeetingSessionId) => useOf(id, 'published', (ask) => ask.agenda(id), 'published');
