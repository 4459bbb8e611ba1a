/** What the delegates' pages read of a session, and where they lie. */
import { useMemo } from 'react';
import type { z } from 'zod';
import type { Agenda, AuthorityId, Delegate, FeedStatus, MailStatus, MeetingRequestId, MeetingRoom, MeetingSessionId, OfficeView } from '@comity/contracts';
import type { MeetingWordsView } from '@comity/sdk';
import { useClient, useSelf, useWatch } from '../client/hooks.js';
import type { Watch, Watched } from '../client/watch.js';
import { meetings, touches } from './hooks.js';
import { talkOf, type Talk } from './meeting-request.js';
import { sessionPath } from './place.js';

export const useOfficesWatch = (id: MeetingSessionId): Watch<OfficeView[]> => useClient().watch(`meeting-offices ${id}`, (remote) => meetings(remote).offices(id), touches(id, 'roster'));
export const useRooms = (id: MeetingSessionId): Watched<MeetingRoom[]> => useWatch(useClient().watch(`meeting-rooms ${id}`, (remote) => meetings(remote).rooms(id), touches(id, 'roster')));
export const useDelegatesWatch = (id: MeetingSessionId): Watch<Delegate[]> => useClient().watch(`meeting-delegates ${id}`, (remote) => meetings(remote).delegates(id), touches(id, 'roster', 'requests'));
export const useAgenda = (id: MeetingSessionId): Watched<Agenda> => useWatch(useClient().watch(`meeting-agenda ${id}`, (remote) => meetings(remote).agenda(id), touches(id, 'published')));
export const useAgendaAt = (id: MeetingSessionId, version: number | null): Watched<Agenda | null> => useWatch(useClient().watch(`meeting-agenda ${id} ${version ?? ''}`, async (remote) => (version === null ? null : meetings(remote).agenda(id, version)), touches(null)));
export const useFeedWatch = (): Watch<z.infer<typeof FeedStatus>> => useClient().watch('meeting-feed', (remote) => meetings(remote).feed(), touches(null));
export const useMailWatch = (): Watch<MailStatus> => useClient().watch('meeting-mail', (remote) => meetings(remote).mail(), touches(null));
const useTalksWatch = (id: MeetingSessionId) => useClient().watch(`meeting-requests ${id}`, (remote) => meetings(remote).requests(id), touches(id, 'requests'));

/** Requests that this person's authority is a party of, what changed last first. `forged`: how many the service told of that the parties' devices did not sign so. */
export function useTalks(id: MeetingSessionId): { talks: Talk[] | undefined; forged: number; failure: Watched<unknown>['failure']; refresh(): Promise<void> } {
  const watch = useTalksWatch(id);
  const { value, failure } = useWatch(watch);
  const talks = useMemo(() => value?.flatMap((request) => talkOf(request) ?? []).sort((a, b) => (a.acts.at(-1)!.at < b.acts.at(-1)!.at ? 1 : -1)), [value]);
  return { talks, forged: (value?.length ?? 0) - (talks?.length ?? 0), failure, refresh: () => watch.refresh() };
}

/** What parties signed of what became of their meetings. */
export const useOutcomesWatch = (id: MeetingSessionId): Watch<MeetingWordsView[]> => useClient().watch(`meeting-words ${id}`, (remote) => meetings(remote).outcomes(id), touches(id, 'outcomes'));
/** Up to which version this device showed each request. */
export const useSeenWatch = (id: MeetingSessionId): Watch<Record<string, number>> => useClient().watch(`meeting-seen ${id}`, (remote) => meetings(remote).seen(id), (event) => event.type === 'meetings' && event.session === id && event.of === 'seen');
/** What others did last, and this device has not shown. */
export function useUnseen(id: MeetingSessionId): (talk: Talk) => boolean {
  const self = useSelf();
  const seen = useWatch(useSeenWatch(id)).value;
  return (talk) => seen !== undefined && talk.acts.at(-1)!.by !== self.practitioner && (seen[talk.id] ?? 0) < talk.version;
}

/** A form that asks for another meeting after one of `from`, at that session or another. */
export const followPath = (id: MeetingSessionId, from: MeetingSessionId, request: MeetingRequestId): string => sessionPath(id, `requests/new/after/${from}/${request}`);
export const askPath = (id: MeetingSessionId, office?: AuthorityId): string => sessionPath(id, office === undefined ? 'requests/new' : `requests/new/${office}`);
export const talkPath = (id: MeetingSessionId, request: MeetingRequestId): string => sessionPath(id, `requests/${request}`);
export const sheetPath = (id: MeetingSessionId, language = ''): string => sessionPath(id, language === '' ? 'agenda/sheet' : `agenda/sheet/${language}`);
