/** All that the service was told of requests, and where their signed history says otherwise. */
import { MatterKind, MatterStage, type AuthorityId } from '@comity/contracts';
import type { ToldQuery, ToldView } from '@comity/sdk';
import { ready, type Desk } from '../desk.js';
import { Misuse } from '../settings.js';

const page = 200;

export async function told(desk: Desk): Promise<void> {
  await ready(desk);
  const { client, output, settings: { options } } = desk;
  const [query, count] = [queryOf(options), wholeNumber(options.count, '--count') ?? 50];
  const found: ToldView[] = [];
  while (found.length < count) {
    const last = found.at(-1), limit = Math.min(page, count - found.length);
    const next = await client.toldMatters({ ...query, limit, ...(last && { before: last.lastAt, space: last.space }) });
    found.push(...next);
    if (next.length < limit) break;
  }
  const names = new Map((await client.authorities()).map(({ id, name, state }) => [id, `${name} (${state})`]));
  output.show(found, found.map(({ space, kind, requesting, requested, urgent, facilitated, offence, stage, transmittedAt, endedAt, signed, otherwise }) =>
    `${space}  ${transmittedAt.slice(0, 10)}  ${kind}  ${names.get(requesting) ?? requesting} to ${names.get(requested) ?? requested}: ${stage}${endedAt === null ? '' : `, ended ${endedAt.slice(0, 10)}`}${urgent ? ', urgent' : ''}${facilitated ? ', facilitated' : ''}${offence === null ? '' : `, ${offence}`}${signed === null ? '; not compared: this device has not read all of it' : otherwise.length === 0 ? '' : `; the signed history says otherwise: ${otherwise.map((fact) => `${fact} ${String(names.get(signed![fact] as AuthorityId) ?? signed![fact])}`).join(', ')}`}`));
}

function queryOf({ kind, stage, year }: Desk['settings']['options']): ToldQuery {
  const [kinds, stages, wanted] = [MatterKind.options, MatterStage.options, wholeNumber(year, '--year')];
  const [ofKind, atStage] = [kinds.find((each) => each === kind), stages.find((each) => each === stage)];
  if (kind !== undefined && ofKind === undefined) throw new Misuse(`--kind is one of ${kinds.join(', ')}.`);
  if (stage !== undefined && atStage === undefined) throw new Misuse(`--stage is one of ${stages.join(', ')}.`);
  return { ...(ofKind && { kind: ofKind }), ...(atStage && { stage: atStage }), ...(wanted !== undefined && { year: wanted }) };
}

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text !== undefined && !/^[1-9]\d{0,5}$/.test(text)) throw new Misuse(`${option} is a number.`);
  return text === undefined ? undefined : Number(text);
}
