/** Which working hours an office said: in talks with this one. */
import type { AuthorityId } from '@comity/contracts';
import type { Meetings } from '@comity/sdk';
import type { Hours } from './talk-slots.js';

/** So many talks are looked at at once, the latest first. */
const atOnce = 12;

/** Null: it never did. */
export async function saidHours(ask: Pick<Meetings, 'sessions' | 'offices'>, office: AuthorityId): Promise<Hours | null> {
  const talks = (await ask.sessions()).filter(({ founder }) => founder !== null).sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1));
  for (let i = 0; i < talks.length; i += atOnce) {
    const said = (await Promise.all(talks.slice(i, i + atOnce).map(async ({ id }) => (await ask.offices(id)).find(({ authority }) => authority === office)?.remote))).find((each) => each);
    // What ends with the day is written as its beginning where times are typed.
    if (said) return { ...said, to: said.to === '24:00' ? '00:00' : said.to };
  }
  return null;
}
