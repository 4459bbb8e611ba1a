/** Sessions, their timetables and what they are made of, over the service. Trust: its word, as the contract says. */
import { meetingLimits, type MeetingSessionId, type PlanId } from '@comity/contracts';
import { newId } from '../id.js';
import type { Meetings } from '../meetings.js';
import type { Talks } from '../talks.js';
import type { Rest } from '../transport/rest.js';
import { requestsOf } from './requests.js';
import { talksOf, type TalkParts } from './talks.js';

/** One of them, by its name. */
export const ask: (parts: TalkParts, name: keyof Meetings, args: unknown[]) => never = (parts, name, args) => ({ ...meetingsOf(parts.env.rest), ...talksOf(parts) }[name] as (...values: unknown[]) => never)(...args);

type Write = 'writeOffices' | 'writeRooms' | 'writeInterpreters' | 'writeDelegates';

function meetingsOf(rest: Rest): Omit<Meetings, keyof Talks> {
  const write = (route: Write) => async (id: MeetingSessionId, rows: readonly unknown[]): Promise<void> => {
    for (let from = 0; from < rows.length; from += meetingLimits.rows) await rest.call(route, { params: { id }, body: { rows: rows.slice(from, from + meetingLimits.rows) } });
  };
  const remove = (route: 'removeOffice' | 'removeRoom' | 'removeInterpreter' | 'removeDelegate') => async (id: MeetingSessionId, row: string, version: number): Promise<void> => { await rest.call(route, { params: { id, row }, query: { version } }); };
  return {
    sessions: () => rest.call('meetingSessions'),
    addSession: (facts) => rest.call('addSession', { body: { id: newId<MeetingSessionId>(), facts } }),
    session: (id) => rest.call('meetingSession', { params: { id } }),
    changeSession: (id, version, facts) => rest.call('changeSession', { params: { id }, body: { version, facts } }),
    offices: (id) => rest.call('offices', { params: { id } }), writeOffices: write('writeOffices'), removeOffice: remove('removeOffice'),
    rooms: (id) => rest.call('rooms', { params: { id } }), writeRooms: write('writeRooms'), removeRoom: remove('removeRoom'),
    interpreters: (id) => rest.call('interpreters', { params: { id } }), writeInterpreters: write('writeInterpreters'), removeInterpreter: remove('removeInterpreter'),
    delegates: (id) => rest.call('delegates', { params: { id } }), writeDelegates: write('writeDelegates'), removeDelegate: remove('removeDelegate'),
    requests: (id) => requestsOf(rest, id),
    draft: (id, since) => rest.call('timetableDraft', { params: { id }, query: { since } }),
    editDraft: (id, edits) => rest.call('editDraft', { params: { id }, body: { edits } }),
    lockDays: (id, lockVersion, locked) => rest.call('lockDays', { params: { id }, body: { lockVersion, locked } }),
    checkDraft: (id) => rest.call('checkDraft', { params: { id } }),
    plans: (id) => rest.call('plans', { params: { id } }),
    orderPlan: (id, order) => rest.call('orderPlan', { params: { id }, body: { id: newId<PlanId>(), ...order } }),
    plan: (id, plan) => rest.call('plan', { params: { id, plan } }),
    cancelPlan: (id, plan) => rest.call('cancelPlan', { params: { id, plan } }),
    approvePlan: (id, plan, draft) => rest.call('approvePlan', { params: { id, plan }, body: { draft } }),
    publish: (id, draft) => rest.call('publishTimetable', { params: { id }, body: { draft } }),
    agenda: (id, version) => rest.call('agenda', { params: { id }, ...(version !== null && { query: { version } }) }),
  };
}
