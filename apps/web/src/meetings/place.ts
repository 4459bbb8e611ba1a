/** Where among the sessions an address points. */
import type { MeetingSessionId } from '@comity/contracts';

/** `rest`: what of the session, as its own pages read it. */
export type SessionPlace = { at: 'list' } | { at: 'new' } | { at: 'talks' } | { at: 'days'; state: string } | { at: 'one'; id: MeetingSessionId; rest: string };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads what stands behind `/sessions/`; what it does not know is the list. */
export function readSessionPlace(path: string): SessionPlace {
  const [id = '', ...rest] = path.split('/');
  if (id === 'new' || id === 'talks') return { at: id };
  if (id === 'days') return { at: 'days', state: /^[A-Z]{2}$/.test(rest[0] ?? '') ? rest[0]! : '' };
  return uuid.test(id) ? { at: 'one', id: id as MeetingSessionId, rest: rest.join('/') } : { at: 'list' };
}

export const sessionPath = (id: string, rest = ''): string => (rest === '' ? `/sessions/${id}` : `/sessions/${id}/${rest}`);
