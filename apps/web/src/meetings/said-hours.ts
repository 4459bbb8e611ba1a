/** Which working hours an office said: in talks with this one. */
import type { AuthorityId } from '@comity/contracts';
import type { Meetings } from '@comity/sdk';
import type { Hours } from './talk-slots.js';

/** So many talks are looked at, the latest first. */
const most = 12;

/** Null: it never did. */
export async function saidHours(ask: Pick<Meetings, 'sessions' | 'offices'>, office: AuthorityId): Promise<Hours | null> {
  const talks = (await ask.sessions()).filter(({ founder }) => founder !== null).sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1)).slice(0, most);
  for (const said of await Promise.all(talks.map(async ({ id }) => (await ask.offices(id)).find(({ authority }) => authority === office)?.remote))) {
    // What ends with the day is written as its beginning where times are typed.
    if (said) return { ...said, to: said.to === '24:00' ? '00:00' : said.to };
  }
  return null;
}
