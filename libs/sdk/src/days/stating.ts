/** What a focal point states of the working days of their State. */
import { foremost } from '@comity/casework';
import { problem, StatedDaysBody, type Instant } from '@comity/contracts';
import { signStatedDays } from '@comity/e2ee';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { DaysInput, StateDaysView } from '../meetings.js';
import type { Surroundings } from '../surroundings.js';
import { daysBookOf } from './stated.js';

const atLast = '9999-12-31T23:59:59.999Z' as Instant;

export async function viewDays(env: Surroundings, states: readonly string[]): Promise<StateDaysView[]> {
  const book = daysBookOf(env), daysFor = await book.lookedFor(states);
  const { chain } = env.directory;
  const self = chain.person(env.secrets.practitioner, env.now());
  const authority = self?.role === 'focal-point' ? chain.authorities.get(self.authority) : undefined;
  return states.map((state) => {
    const stated = daysFor(state).stated ?? null;
    if (authority?.state !== state) return { state, stated, own: null };
    const others = stated === null || stated.authority === authority.id ? [] : [{ kind: chain.authorities.get(stated.authority)!.kind, authority: stated.authority, at: stated.at }];
    return { state, stated, own: { stated: book.statedBy(authority.id), first: foremost([{ kind: authority.kind, authority: authority.id, at: atLast }, ...others])?.authority === authority.id } };
  });
}

export async function stateDays(env: Surroundings, { restDays, years, days, after }: DaysInput): Promise<boolean> {
  const { secrets: { practitioner: issuer, network, identity }, directory } = env;
  const self = directory.chain.person(issuer, env.now());
  if (self?.role !== 'focal-point') throw refused(problem('not-allowed'));
  // A colleague's clock may be ahead of this one.
  const issuedAt = instant(new Date(Math.max(env.now().getTime(), after === null ? 0 : Date.parse(after) + 1)));
  const parsed = StatedDaysBody.safeParse({ v: 1, network: network.id, authority: self.authority, restDays: restDays.toSorted((a, b) => a - b), years: years.toSorted((a, b) => a - b), days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)), after, issuer, issuedAt });
  if (!parsed.success) throw refused(problem('invalid-input', { errors: [{ pointer: `/${parsed.error.issues[0]?.path.join('/') ?? ''}`, rule: parsed.error.issues[0]?.message ?? 'wrong-shape' }] }));
  const book = daysBookOf(env);
  if (await book.take(await env.rest.call('stateDays', { params: { id: self.authority }, body: signStatedDays(parsed.data, identity.secretKey) }))) for (const type of ['directory', 'spaces'] as const) env.emit({ type });
  const { state } = directory.chain.authorities.get(self.authority)!;
  return (await book.daysFor([state]))(state).stated?.authority === self.authority;
}
