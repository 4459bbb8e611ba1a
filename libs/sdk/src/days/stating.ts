/** What a focal point states of the working days of their State. */
import type { StateDays } from '@comity/casework';
import { problem, StatedDaysBody, type StatedDays } from '@comity/contracts';
import { signStatedDays } from '@comity/e2ee';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { DaysInput, StateDaysView } from '../meetings.js';
import type { Surroundings } from '../surroundings.js';
import { daysBookOf } from './stated.js';

export async function viewDays(env: Surroundings, states: readonly string[]): Promise<StateDaysView[]> {
  const daysFor = await daysBookOf(env).lookedFor(states);
  const { chain } = env.directory;
  const self = chain.person(env.secrets.practitioner, env.now());
  const own = self?.role === 'focal-point' ? chain.authorities.get(self.authority)?.state : undefined;
  return states.map((state) => viewOf(state, daysFor(state), state === own));
}
const viewOf = (state: string, { stated }: StateDays, mayState: boolean): StateDaysView => ({ state, stated: stated ?? null, mayState });

export async function stateDays(env: Surroundings, { restDays, years, days }: DaysInput): Promise<StatedDays> {
  const { secrets: { practitioner: issuer, network, identity }, directory } = env;
  const self = directory.chain.person(issuer, env.now());
  if (self?.role !== 'focal-point') throw refused(problem('not-allowed'));
  const parsed = StatedDaysBody.safeParse({ v: 1, network: network.id, authority: self.authority, restDays: restDays.toSorted((a, b) => a - b), years: years.toSorted((a, b) => a - b), days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)), issuer, issuedAt: instant(env.now()) });
  if (!parsed.success) throw refused(problem('invalid-input', { errors: [{ pointer: `/${parsed.error.issues[0]?.path.join('/') ?? ''}`, rule: parsed.error.issues[0]?.message ?? 'wrong-shape' }] }));
  const stated = await env.rest.call('stateDays', { params: { id: self.authority }, body: signStatedDays(parsed.data, identity.secretKey) });
  if (await daysBookOf(env).take(stated)) for (const type of ['directory', 'spaces'] as const) env.emit({ type });
  return stated;
}
