/** Figures: what an officer signed about them, and what the service counts. Trust: what is told follows from an officer's signature alone; the figures are the service's word. */
import { problem, type AmountBand, type Figures, type FiguresSetting, type Instant, type MatterStatistics, type OffenceCategory, type SpaceId } from '@comity/contracts';
import { signFiguresSetting, verifyFiguresSetting } from '@comity/e2ee';
import { isProblem, refused } from '../failure.js';
import type { FiguresView, SignedMatter, ToldQuery, ToldView } from '../figures.js';
import type { Surroundings } from '../surroundings.js';

const key = 'figures-setting';
/** Dates are the service's own; who of the secretariat is inside, it counts itself; of the offence no history says anything. */
const compared = ['kind', 'requesting', 'requested', 'urgent', 'stage'] as const;

/** What the service holds, if an officer signed it and this device saw none that is newer: an older one could have been revoked by it. */
export async function settingOf(env: Surroundings): Promise<FiguresSetting | null> {
  const { setting: held } = await env.rest.call('figuresSetting');
  if (held === null || !verifyFiguresSetting(held, env.directory.chain)) return null;
  const seen = await env.store.getJson<Instant>(key);
  if (seen !== undefined && held.body.issuedAt < seen) return null;
  if (seen !== held.body.issuedAt) await env.store.putJson(key, held.body.issuedAt);
  return held;
}

export async function viewFigures(env: Surroundings): Promise<FiguresView> {
  const { chain } = env.directory;
  const self = chain.person(env.secrets.practitioner, env.now());
  const body = (await settingOf(env))?.body;
  return {
    since: body?.since ?? null, offences: body?.offences ?? false, assets: body?.assets ?? null, open: body?.open ?? false, by: body?.issuer ?? null, at: body?.issuedAt ?? null,
    mayRead: body?.open === true || self?.authority === chain.network.secretariat, maySet: self?.role === 'officer',
  };
}

/** Signs what this officer decided. Where it is told already, it goes on from when it began. */
export async function setFigures(env: Surroundings, { told, offences, assets, open }: { told: boolean; offences: boolean; assets: boolean; open: boolean }): Promise<void> {
  const held = await settingOf(env);
  const now = env.now().toISOString() as Instant;
  const { secrets: { practitioner: issuer, network, identity } } = env;
  if (env.directory.chain.person(issuer, env.now())?.role !== 'officer') throw refused(problem('not-allowed'));
  const body = { v: 1 as const, network: network.id, since: told ? held?.body.since ?? now : null, offences, ...(told && assets && { assets: held?.body.assets ?? now }), open, issuer, issuedAt: now };
  await env.rest.call('setFigures', { body: signFiguresSetting(body, identity.secretKey) });
  await env.store.putJson(key, now);
}

/** A page of what the service was told of requests that this person is inside of; the next one from the last of it on. */
export async function toldOf(env: Surroundings, matters: { idle(): Promise<void>; signed(space: SpaceId): Promise<SignedMatter | null> }, query: ToldQuery): Promise<ToldView[]> {
  // What this device has to tell of them comes first.
  await matters.idle();
  return Promise.all((await env.rest.call('matters', { query })).map(async (told) => {
    const signed = await matters.signed(told.space);
    return { ...told, signed, otherwise: signed === null ? [] : compared.filter((fact) => signed[fact] !== told[fact]) };
  }));
}
export const figuresOf = (env: Surroundings, year: number | null): Promise<Figures> => env.rest.call('figures', year === null ? {} : { query: { year } });
/** Null: the service was told nothing of the request. */
export const statisticsOf = async (env: Surroundings, space: SpaceId): Promise<MatterStatistics | null> => {
  try {
    return await env.rest.call('matterStatistics', { params: { id: space } });
  } catch (error) {
    if (isProblem(error, 'not-found')) return null;
    throw error;
  }
};
export const tellOffence = async (env: Surroundings, space: SpaceId, offence: OffenceCategory): Promise<void> => { await env.rest.call('tellOffence', { params: { id: space }, body: { offence } }); };
export const tellAmount = async (env: Surroundings, space: SpaceId, asset: string, amount: AmountBand): Promise<void> => { await env.rest.call('tellAmount', { params: { id: space }, body: { id: asset, amount } }); };
