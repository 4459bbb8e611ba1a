/** What a congress costs the service beside its timetable: invitations by mail to everybody who meets, and the figures of what became of all meetings. */
import { Client } from 'pg';
import { AmountBand, AssetStage, MatterKind, MatterOutcome, OffenceCategory, Region, type Agenda, type MeetingSession, type NetworkId } from '@comity/contracts';
import { letPass } from '../support/past-session.js';
import type { MailHouse } from '../support/smtp.js';
import type { Congress } from './congress.js';
import { percentile } from './latency.js';
import { cpuSeconds, rssKiB } from './processes.js';
import { figure, type Table } from './report.js';
import { inTurns } from './scale.js';

const rounds = 200, longest = 600_000;
type Add = (what: string, measured: number, bar?: string) => void;

/** `between`: what is measured of the published congress before it is over. */
export async function measureSessions(congress: Congress, count: number, house: MailHouse, progress: (line: string) => void, between: () => Promise<Table>): Promise<Table[]> {
  const rows: string[][] = [];
  const add: Add = (what, measured, bar = '-') => { rows.push([what, figure(measured), bar]); progress(rows.at(-1)!.join('; ')); };
  await measureInvitations(congress, house, add);
  const first = await between();
  await measureFigures(congress, add);
  return [first, {
    title: `Invitations and figures of ${count.toLocaleString('en-US')} meetings`,
    note: `On the built service: ${congress.delegations.length} offices, one person of each with an address for mail; the server for mail is another process on the same machine. Figures: ${rounds}, one after another, asked for at the service’s door.`,
    columns: ['what', 'measured', 'bar'], rows,
  }];
}

/** Publishes for the first time. */
async function measureInvitations(congress: Congress, house: MailHouse, add: Add): Promise<void> {
  const { product: { founded: { network }, service: { databaseUrl }, pid }, delegations } = congress;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("insert into meeting_mail (practitioner, network, address, language, confirmed_at) select p, $1, p || '@office.example', 'en', now() from unnest($2::uuid[]) p", [network, delegations.map(({ practitioner }) => practitioner)]);
  } finally {
    await client.end();
  }
  const before = rssKiB(pid), began = performance.now();
  const { meetings } = await congress.publish();
  add('publish it, with all invitations written down, ms', performance.now() - began);
  let most = before;
  const watch = setInterval(() => { most = Math.max(most, rssKiB(pid)); }, 50), wanted = meetings.reduce((sum, { parties }) => sum + parties.length, 0);
  try {
    while (house.received.length < wanted) {
      if (performance.now() - began > longest) throw new Error(`${house.received.length} of ${wanted} invitations came within ${longest / 60_000} minutes`);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  } finally {
    clearInterval(watch);
  }
  const seconds = (performance.now() - began) / 1_000;
  add(`all ${wanted.toLocaleString('en-US')} invitations (RFC 5546) taken by the server for mail, s`, seconds);
  add('invitations a second', wanted / seconds);
  add('memory of the service before it, MB', before / 1_000);
  add('the same, at most meanwhile, MB', most / 1_000);
}

async function measureFigures(congress: Congress, add: Add): Promise<void> {
  const { product: { founded: { network }, service: { databaseUrl }, pid }, door, id, at, bargain, delegations } = congress;
  await letPass(databaseUrl, id, 25);
  const { version, meetings } = await door.call('agenda', at) as Agenda;
  const became = (i: number): Promise<void> => bargain.became(delegations.filter(({ authority }) => meetings[i]!.parties.includes(authority)), meetings[i]!, version, { outcome: i % 10 === 0 ? 'cut-short' : 'held' });
  const last = meetings.length - Math.min(rounds, meetings.length / 2);
  await inTurns([...meetings.keys()].slice(0, last), 8, became);
  const measure = async (what: string, ask: () => Promise<unknown>, before?: (round: number) => Promise<void>): Promise<void> => {
    const times: number[] = [];
    let used = 0;
    for (let round = 0; round < rounds; round += 1) {
      await before?.(round);
      const had = cpuSeconds(pid), began = performance.now();
      await ask();
      times.push(performance.now() - began);
      used += cpuSeconds(pid) - had;
    }
    add(`${what}, p50, ms`, percentile(times, 0.5), '-');
    add('the same, p95, ms', percentile(times, 0.95), '50.0');
    add('the same: time of a core that the service takes for one, without the database, ms', (used / rounds) * 1_000);
  };
  await measure('figures of the session, each time after both parties said what became of one more meeting', () => door.call('sessionFigures', at), async (round) => { if (last + round < meetings.length) await became(last + round); });
  await measure('figures of the session, of which both parties of each meeting said what became of it', () => door.call('sessionFigures', at));
  const year = Number((await door.call('meetingSession', at) as MeetingSession).facts.days[0]!.date.slice(0, 4));
  await layCounts(databaseUrl, network, year);
  await measure('figures of its year, in which two hundred thousand requests of a million lie', () => door.call('figures', { query: { year } }));
}

/** What figures are read from beside a million requests: their counts, of five years alike. */
async function layCounts(database: string, network: NetworkId, last: number): Promise<void> {
  const requests = 1_000_000 / 5, days = (count: number): string[] => Array.from({ length: count }, (_, day) => String(day)), amounts = [...AmountBand.options, 'untold'];
  const worth = AssetStage.options.flatMap((stage) => amounts.map((amount) => `${stage} ${amount}`));
  const figures: [figure: string, keys: readonly string[]][] = [
    ['outcome', ['open', ...MatterOutcome.options]], ['asked', Region.options], ['asking', Region.options], ['facilitated', ['yes', 'no']], ['offence', [...OffenceCategory.options, 'untold']], ['acknowledge', days(60)], ['execute', days(700)],
    ['asset', worth], ['asset-stages', AssetStage.options], ['asset-amounts', worth],
  ];
  const kinds = MatterKind.options, each = Math.floor(requests / kinds.length);
  const rows = figures.flatMap(([name, keys]) => kinds.filter((kind) => kind === 'asset' || !name.startsWith('asset')).flatMap((kind) => keys.map((key, i): [string, string, string, number] => [name, kind, key, Math.floor(each / keys.length) + (i === 0 ? each % keys.length : 0)])));
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    await client.query(`insert into matter_count (network, figure, year, kind, key, count) select $1, figure, year, kind, key, count from unnest($2::text[], $3::text[], $4::text[], $5::int[]) laid (figure, kind, key, count), generate_series($6::int - 4, $6::int) year`, [network, ...[0, 1, 2, 3].map((at) => rows.map((row) => row[at])), last]);
    await client.query('analyze matter_count');
  } finally {
    await client.end();
  }
}
