/** Who opened what of a case file: written down by each client, told in few items, read by all members, and gone with the rest. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EntryKind, SpaceId } from '@comity/contracts';
import type { TraceItem } from '@comity/e2ee';
import { plain, verifyEvidence, type AccessRow, type EntryId, type EntryInput } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { People, type Person } from './people.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const month = '2592000';
const nothing: EntryInput['marking'] = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const input = (kind: EntryKind, title: string, fields: EntryInput['fields'] = {}): EntryInput => ({ kind, title, fields, links: [], marking: nothing, source: null, after: null });

describe('the access log of a case file', () => {
  let people: People;
  let ana: Person, ben: Person, eve: Person;
  let file: SpaceId, inside: SpaceId;
  let account: EntryId, statement: EntryId;
  let folder: string;
  const settled = async () => { for (let round = 0; round < 3; round += 1) await people.settled(ana, ben, eve); };
  const later = async (milliseconds: number) => { await people.pass(milliseconds); await settled(); };
  const rows = async ({ client }: Person, by: Person): Promise<AccessRow[]> => (await client.accessLog(file)).filter((row) => row.by === by.id);
  const said = (all: AccessRow[]) => all.map(({ how, what, title }) => [how, what, title]).sort((a, b) => (a.join() < b.join() ? -1 : 1));
  const head = async () => { const forger = await Forger.of(ana, file); const { head: last } = await forger.link.ask('messaging:sync', { space: file, after: 0, limit: 1 }); forger.close(); return last; };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-access-'));
    await writeFile(path.join(folder, 'statement.txt'), 'He named the second signatory.');
    people = await People.gather({ settings: { SESSION_IDLE_SECONDS: month, SESSION_ABSOLUTE_SECONDS: month } });
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana);
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana);
    file = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id, eve.id], history: 'all', retention: { days: 7 } });
    inside = await ana.client.createCompartment(file, { title: 'Sources', members: [ben.id], announce: false });
    await settled();
    account = await ana.client.writeEntry(file, input('account', 'Vienna account', { number: 'AT61 1904' }));
    const upload = await ana.client.upload(file, { path: path.join(folder, 'statement.txt') });
    await ana.client.send(file, plain('The statement', 'none', { files: [upload] }));
    await settled();
    const message = (await ana.client.timeline(file, 0, 1_000)).entries.find((entry) => entry.type === 'message');
    if (message?.type !== 'message') throw new Error('no message');
    statement = await ana.client.writeEntry(file, input('exhibit', 'The statement', { file: { on: { id: message.id, seq: message.seq! }, file: message.files[0]!.id } }));
    for (let n = 0; n < 40; n += 1) await ana.client.writeEntry(file, input('event', `Transfer ${n}`, { date: '2026-11-03' }));
    await settled();
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('is told in one item for many entries, after a while, with the first and the last time of each', async () => {
    const before = await head();
    const all = await ben.client.entries(file, { where: file });
    for (const { id } of all) await ben.client.entry(file, id);
    await ben.client.tellAccess(file, 'print', [{ entry: account }]);
    const { on, file: id, size } = (await ben.client.entry(file, statement)).exhibit!;
    for (let from = 0; from < size; from += 10) await ben.client.readFile(file, on, id, from, Math.min(size, from + 10));
    await settled();
    // His own screen knows already; the others are told later.
    expect(await rows(ben, ben)).toHaveLength(44);
    expect((await rows(ben, ben)).every(({ seq }) => seq === null)).toBe(true);
    expect(await rows(eve, ben)).toEqual([]);
    expect(await head()).toBe(before);
    await later(5 * minute);
    await ben.client.entry(file, account);
    await later(11 * minute);
    expect(await head()).toBe(before + 1);
    const told = await rows(eve, ben);
    expect(told).toHaveLength(44);
    expect(said(told.filter(({ title }) => title?.startsWith('Transfer') === false))).toEqual([['open', 'entry', 'The statement'], ['open', 'entry', 'Vienna account'], ['open', 'file', 'statement.txt'], ['print', 'entry', 'Vienna account']]);
    expect(told.find(({ what }) => what === 'file')).toMatchObject({ id: statement, kind: 'exhibit' });
    const opened = told.find(({ how, id: what }) => how === 'open' && what === account)!;
    expect(Date.parse(opened.to) - Date.parse(opened.from)).toBeGreaterThanOrEqual(5 * minute);
    // Looking at the log and the list is no access.
    expect(await rows(eve, eve)).toEqual([]);
  });

  it('has what was exported, saved, bundled, and read as a note', async () => {
    const note = await eve.client.newNote(file, 'Plan');
    await eve.client.note(file, note);
    await eve.client.tellAccess(file, 'export', Array.from({ length: 150 }, () => ({ entry: account })));
    await eve.client.bundle(file, 'case');
    await settled();
    await later(16 * minute);
    expect(said(await rows(ana, eve))).toEqual([['bundle', 'everything', null], ['export', 'everything', null], ['open', 'note', 'Plan']]);
    expect((await rows(ana, eve)).find(({ how }) => how === 'export')).toMatchObject({ count: 150 });
  });

  it('is told after a restart, of what was opened before it', async () => {
    await eve.client.entry(file, statement);
    await people.settled(eve);
    expect(said(await rows(ana, eve))).toHaveLength(3);
    await people.restart(eve);
    await settled();
    expect(said(await rows(ana, eve))).toContainEqual(['open', 'entry', 'The statement']);
  });

  it('of a compartment is its members’ alone, in the page of the case file', async () => {
    const secret = await ana.client.writeEntry(inside, input('person', 'The informant'));
    await settled();
    await ben.client.entry(inside, secret);
    await settled();
    await later(16 * minute);
    expect((await rows(ana, ben)).filter(({ space }) => space === inside)).toMatchObject([{ how: 'open', title: 'The informant', id: secret }]);
    expect((await eve.client.accessLog(file)).filter(({ space, id }) => space !== file || id === secret)).toEqual([]);
  });

  it('shows nowhere else, and is in no bundle', async () => {
    for (const { client } of [ana, ben, eve]) {
      expect((await client.timeline(file, 0, 10_000)).entries.every(({ type }) => ['created', 'joined', 'entry', 'message', 'profile'].includes(type))).toBe(true);
      expect((await client.entries(file, { where: file })).length).toBe(42);
    }
    expect((await ben.client.space(file)).unread).toBe(1);
    const report = await verifyEvidence(await ana.client.bundle(file, 'all'), { now: people.clock.now() });
    if (!report.ok) throw new Error(JSON.stringify(report));
    expect(JSON.stringify(report)).not.toContain('"accesses"');
    expect(JSON.stringify(report)).toContain('Vienna account');
  });

  it('takes no item that is not of its one form, and no date that is later than the service’s', async () => {
    const before = (await ana.client.accessLog(file)).length;
    const forger = await Forger.of(ben, file);
    const trace = (said: TraceItem['said']): TraceItem => ({ v: 1, type: 'trace', sentAt: now(), said });
    const at = people.clock.now().toISOString();
    await forger.post(trace({ does: 'accesses', accesses: [{ what: { entry: account }, how: 'stole', from: at, to: at }] }));
    await forger.post(trace({ does: 'accesses', accesses: [{ what: { entry: account }, how: 'open', from: at, to: at, why: 'no reason' }] }));
    await forger.post(trace({ does: 'accesses', accesses: [{ what: { entry: account }, how: 'open', from: at, to: '9999-01-01T00:00:00.000Z' }] }));
    await forger.post(trace(null as never));
    forger.close();
    await settled();
    const after = await ana.client.accessLog(file);
    expect(after).toHaveLength(before + 1);
    expect(after.every(({ to }) => Date.parse(to) <= people.clock.now().getTime())).toBe(true);
    expect((await ana.client.space(file)).alarms).toEqual([]);
  });

  it('goes with the retention of the case file', async () => {
    expect((await rows(ana, ben)).length).toBeGreaterThan(0);
    await later(2 * day);
    await later(7 * day);
    expect((await rows(ana, ben)).filter(({ space }) => space === file)).toEqual([]);
    expect((await rows(eve, ben))).toEqual([]);
  });
});
