/**
 * A sign-out that the service has not heard of yet. It is stored before the service is asked, and goes first with the next
 * connection: before the session is asked for, and before anybody signs in here. A session that is over by then can end no others:
 * that stays owed by whoever signed out everywhere, until their next session here ends them.
 */
import { fromUtf8, utf8 } from '@comity/e2ee';
import type { PractitionerId } from '@comity/contracts';
import type { Store } from '../api.js';

const name = 'sign-out';
const late = 'sign-out/';

/** `by`: whose sessions have to end everywhere, if it is known. */
export type OwedSignOut = { reach: 'here' } | { reach: 'everywhere'; by: PractitionerId | undefined };

export async function owedSignOut(raw: Store): Promise<OwedSignOut | undefined> {
  const value = await raw.get(name);
  if (value === undefined) return undefined;
  const [reach, by] = fromUtf8(value)?.split(' ') ?? [];
  return reach === 'everywhere' ? { reach, by: by as PractitionerId | undefined } : { reach: 'here' };
}

export const oweSignOut = (raw: Store, reach: OwedSignOut['reach'], by: PractitionerId | undefined): Promise<void> =>
  raw.write({ put: [[name, utf8(reach === 'everywhere' && by !== undefined ? `${reach} ${by}` : reach)]], delete: [] });

/** The service heard of it; `alive`: by a session that was not over. */
export const signOutPaid = (raw: Store, owed: OwedSignOut, alive: boolean): Promise<void> =>
  raw.write({ put: !alive && owed.reach === 'everywhere' && owed.by !== undefined ? [[late + owed.by, utf8(owed.reach)]] : [], delete: [name] });

/** Whether somebody's next session here has to end their others. */
export const owesOthers = async (raw: Store, by: PractitionerId): Promise<boolean> => (await raw.get(late + by)) !== undefined;

export const othersEnded = (raw: Store, by: PractitionerId): Promise<void> => raw.write({ put: [], delete: [late + by] });

/** What still has to end, for the person to see: `others` with the next sign-in, the rest with the next connection. */
export async function stillOwed(raw: Store): Promise<OwedSignOut['reach'] | 'others' | undefined> {
  return (await owedSignOut(raw))?.reach ?? ((await raw.list(late)).length > 0 ? 'others' : undefined);
}

/** Everything that is owed, as it is stored: it outlives an erased account. */
export const allOwed = (raw: Store): Promise<[string, Uint8Array][]> => raw.list(name);
