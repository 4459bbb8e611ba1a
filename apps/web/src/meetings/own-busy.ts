/** When this person is taken: by meetings of theirs that were published. */
import { isTheirs } from '@comity/casework';
import type { AuthorityId, Delegate, PractitionerId, PublishedMeeting } from '@comity/contracts';
import type { Meetings } from '@comity/sdk';

export interface Taken { startsAt: number; endsAt: number }

export function takenBy(meetings: readonly Pick<PublishedMeeting, 'startsAt' | 'endsAt' | 'delegates' | 'parties'>[], delegates: readonly Pick<Delegate, 'id' | 'authority' | 'practitioner'>[], self: { authority: AuthorityId; practitioner: PractitionerId }): Taken[] {
  return meetings.filter((meeting) => isTheirs(meeting, delegates, self)).map(({ startsAt, endsAt }) => ({ startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }));
}

/** From all sessions that are not over. */
export async function ownBusy(ask: Pick<Meetings, 'sessions' | 'agenda' | 'delegates'>, self: { authority: AuthorityId; practitioner: PractitionerId }): Promise<Taken[]> {
  const now = Date.now();
  const running = (await ask.sessions()).filter(({ published, endsAt, state }) => published > 0 && state !== 'closed' && Date.parse(endsAt) > now);
  return (await Promise.all(running.map(async ({ id }) => { const [{ meetings }, delegates] = await Promise.all([ask.agenda(id), ask.delegates(id)]); return takenBy(meetings, delegates, self); }))).flat();
}
