/** A person's own list of requests on their device, in Node on one core: 2,000 drafts that they made in the real client, opened anew from its store, then narrowed, ordered and looked through as the page does. */
import { randomUUID } from 'node:crypto';
import { lawEdition } from '@comity/casework';
import type { AuthorityId } from '@comity/contracts';
import type { DossierInput, MatterConditions } from '@comity/sdk';
import { Secret, TOTP } from 'otpauth';
import { boardOf, countsOf, kept, narrowed, rowsOf, sorted, usualOrder, type Row } from '../../apps/web/src/casework/listing.js';
import { clientOf, passphrase, ready, until } from '../scenario/people.js';
import { invite, vouch } from '../support/community.js';
import { admitAll } from '../support/delegations.js';
import { Corpus } from './corpus.js';
import { percentile } from './latency.js';
import type { Product } from './product.js';
import { figure, type Table } from './report.js';

const offices = 40, rounds = 20;

export async function measureOwn({ service, founded, officerCookie, url }: Product, requests: number, progress: (line: string) => void): Promise<Table> {
  const rows: string[][] = [];
  const add = (what: string, measured: number, bar = '-'): void => { rows.push([what, figure(measured), bar]); progress(rows.at(-1)!.join('; ')); };
  const { network, officers } = founded;
  const parties = await admitAll(service.databaseUrl, { network, officers: officers.map(({ id, key: { secretKey } }) => ({ id, secretKey })) }, Array.from({ length: offices }, (_, i) => ({ name: `Central Authority ${i}`, state: 'KE' })), new Date());
  await service.kill('SIGTERM');
  await service.start();
  const device = clientOf(url), { client } = device, login = 'own.list';
  const { secret } = await client.newTotp(login);
  await client.enrol({ link: await invite(url, founded, officerCookie), name: 'Measured', title: null, login, passphrase, totp: { secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, deviceName: 'Desk' });
  await vouch(url, founded, officerCookie);
  await ready(client);
  await client.settled();
  const corpus = new Corpus(3), began = performance.now();
  for (let n = 0; n < requests; n += 1) {
    await client.draftMatter(dossierOf(n, corpus, parties[n % offices]!.authority));
    if (n % 100 === 99) progress(`${n + 1} drafts`);
  }
  add('make a draft, ms', (performance.now() - began) / requests);
  await client.settled();
  await client.close();

  const from = performance.now(), again = clientOf(url, undefined, undefined, device).client;
  await ready(again);
  add('open the client until it is ready, ms', performance.now() - from);
  const asked = performance.now(), matters = await again.matters();
  if (matters.length !== requests) throw new Error(`${matters.length} of ${requests} requests are in the list`);
  add('its list for the first time, ms', performance.now() - asked);
  add('open the client and its list, ms', performance.now() - from, '2,000');
  add('its list again, p95, ms', await timed(() => again.matters()));
  const names = new Map<AuthorityId, string>(parties.map(({ authority, name }) => [authority, name]));
  const listed = (): Row[] => kept(rowsOf(matters, around(names)), noConditions), all = listed();
  add('make its rows, p95, ms', await timed(listed));
  for (const [what, conditions] of [['words', { text: 'vessel 7' }], ['a party', { authority: parties[0]!.authority }], ['what is urgent', { urgent: true }]] as const) add(`narrow it to ${what}, in order, with the counts of all, p95, ms`, await timed(() => [sorted(narrowed(all, { ...noConditions, ...conditions }), usualOrder, 'en'), countsOf(all)]), '50.0');
  for (const by of ['title', 'other', 'due', 'last'] as const) add(`sort all of it by ${by}, p95, ms`, await timed(() => sorted(all, { by, down: false }, 'en')), '50.0');
  add('its board, p95, ms', await timed(() => boardOf(sorted(all, usualOrder, 'en'))), '50.0');
  const query = (text: string) => again.search({ text, offset: 0, limit: 20 });
  const looked = performance.now();
  await query('');
  await until(again, async () => { const { indexed, of } = await query(''); return indexed >= of; });
  add('everything of it indexed for search, ms', performance.now() - looked);
  add('look for words in it, p95, ms', await timed((round) => query(`vessel ${round}`)), '50.0');
  await again.close();
  return {
    title: `A person’s own list of ${requests.toLocaleString('en-US')} requests on their device`,
    note: `In Node, one process, on the built service: drafts of the real client in its sealed store in memory, each a space of its own, to ${offices} authorities. Rows, order, filters and the board are those of the page, without drawing them; ${rounds} of each. A million requests are the service’s, never a device’s.`,
    columns: ['what', 'measured', 'bar'], rows,
  };
}

const noConditions: MatterConditions = { text: '' };
const stages = [['mla', ['DRAFT']]] as const;
const around = (names: ReadonlyMap<AuthorityId, string>): Parameters<typeof rowsOf>[1] => ({ stages, kindName: (kind) => kind, stageName: (state) => state, party: (id) => names.get(id) ?? id, now: new Date() });

async function timed(work: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work(round);
    times.push(performance.now() - began);
  }
  return percentile(times, 0.95);
}

const basis: DossierInput['basis'] = { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition };
function dossierOf(n: number, corpus: Corpus, requested: AuthorityId): DossierInput {
  return {
    requested, basis, title: `Vessel ${n % 50} payments ${n}`, urgent: n % 9 === 0, sections: ['REQUESTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'].map((part) => ({ part, text: corpus.message(n) })),
    measures: [{ id: randomUUID(), assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: corpus.message(n + 1) }],
  };
}
