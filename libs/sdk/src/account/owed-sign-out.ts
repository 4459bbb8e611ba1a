/**
 * A sign-out that the service has not heard of yet. It is stored before the service is asked, names nobody, and goes first
 * with the next connection: before the session is asked for, and before anybody signs in here.
 */
import { fromUtf8, utf8 } from '@comity/e2ee';
import type { Store } from '../api.js';

const name = 'sign-out';
export type SignOutReach = 'here' | 'everywhere';

export async function owedSignOut(raw: Store): Promise<SignOutReach | undefined> {
  const value = await raw.get(name);
  if (value === undefined) return undefined;
  return fromUtf8(value) === 'everywhere' ? 'everywhere' : 'here';
}

export const oweSignOut = (raw: Store, reach: SignOutReach): Promise<void> => raw.write({ put: [[name, utf8(reach)]], delete: [] });

export const signOutPaid = (raw: Store): Promise<void> => raw.write({ put: [], delete: [name] });
