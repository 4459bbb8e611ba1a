import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FileId, ItemId, SpaceId } from '@comity/contracts';
import type { ComityEvent, EntryId, EntryInput, Failure } from '@comity/sdk';
import type { Client } from '../client/client.js';
import { plain } from '../messaging/marking.js';
import { Importer, importerOf, type ImportChoice } from './importing.js';

const space = 's' as SpaceId;
const offline: Failure = { kind: 'offline' };

/** A client over a register of two entries; what is uploaded arrives when it is let through. */
class Stage {
  readonly sent: { id: ItemId; files: FileId[]; text: string }[] = [];
  readonly written: EntryInput[] = [];
  readonly revised: { entry: EntryId; input: EntryInput }[] = [];
  readonly uploads = new Map<FileId, { id: FileId; state: string; done: number; failure: Failure | null; name: string }>();
  /** Names of files whose upload fails, or whose entry is not taken, once. */
  readonly broken = new Set<string>();
  readonly unwritten = new Set<string>();
  /** Bytes of each upload, and how many listen to the client itself. */
  readonly bytes: string[] = [];
  listening = 0;
  held = false;
  private readonly listeners = new Set<(event: ComityEvent) => void>();

  readonly client = {
    on: (listener: (event: ComityEvent) => void) => { this.listeners.add(listener); return () => { this.listeners.delete(listener); }; },
    subscribe: () => { this.listening += 1; return () => { this.listening -= 1; }; },
    place: () => ({ at: { phase: 'ready' } }),
    remote: {
      entries: () => Promise.resolve([{ id: 'old', title: 'Ledger', sha256: 'bytes of ledger', struck: false }, { id: 'gone', title: 'Struck', sha256: 'bytes of struck', struck: true }]),
      fingerprint: (file: File) => file.text().then((text) => `bytes of ${text}`),
      upload: async (_: SpaceId, file: File) => {
        this.bytes.push(Buffer.from(await file.arrayBuffer()).toString('latin1'));
        const id = `file ${this.uploads.size}` as FileId;
        const broken = this.broken.delete(file.name);
        this.uploads.set(id, { id, name: file.name, done: 0, state: broken ? 'failed' : this.held ? 'running' : 'done', failure: broken ? offline : null });
        return id;
      },
      cancelTransfer: (id: FileId) => { this.uploads.delete(id); return Promise.resolve(); },
      transfers: () => Promise.resolve([...this.uploads.values()]),
      send: (_: SpaceId, { files, text }: { files: FileId[]; text: string }) => { const id = `message ${this.sent.length}` as ItemId; this.sent.push({ id, files, text }); return Promise.resolve(id); },
      timeline: () => Promise.resolve({ entries: this.sent.map(({ id }, i) => ({ type: 'message', id, seq: i + 1, storedAt: '2026-01-01T00:00:00.000Z', refusal: null })) }),
      reviseEntry: (_: SpaceId, entry: EntryId, input: EntryInput) => {
        // oxlint-disable-next-line prefer-promise-reject-errors -- a failure crosses the border as a plain object
        if (this.unwritten.delete(input.title)) return Promise.reject(offline);
        this.revised.push({ entry, input });
        return Promise.resolve();
      },
      writeEntry: (_: SpaceId, input: EntryInput) => {
        // oxlint-disable-next-line prefer-promise-reject-errors -- a failure crosses the border as a plain object
        if (this.unwritten.delete(input.title)) return Promise.reject(offline);
        this.written.push(input);
        return Promise.resolve(`entry ${this.written.length}` as EntryId);
      },
    },
  } as unknown as Client;

  tell(type: 'transfers'): void { for (const listener of this.listeners) listener({ type }); }
}

const file = (name: string, text = name) => ({ file: new File([text], name), folder: 'Seizure/Desk' });
const choice: ImportChoice = { kind: 'exhibit', clean: true, marking: plain, words: (count) => `${count} files` };

describe('files on their way into a register', () => {
  let stage: Stage;
  let importer: Importer;
  const states = () => importer.snapshot().items.map(({ name, state }) => [name, state]);
  beforeEach(() => { stage = new Stage(); importer = new Importer(stage.client, space); });

  it('go in messages of ten, and become entries with their folder', async () => {
    importer.add(Array.from({ length: 12 }, (_, i) => file(`${i}.txt`)));
    await importer.start(choice);
    expect(stage.sent.map(({ files, text }) => [files.length, text])).toEqual([[10, '10 files'], [2, '2 files']]);
    expect(stage.written).toHaveLength(12);
    expect(stage.written[11]).toMatchObject({ kind: 'exhibit', title: '11.txt', fields: { folder: 'Seizure/Desk', file: { on: { id: 'message 1', seq: 2 }, file: 'file 11' } }, marking: plain });
    expect(importer.snapshot()).toMatchObject({ running: false, items: Array.from({ length: 12 }, () => ({ state: 'done' })) });
  });

  it('are known again by their bytes, on the register and among themselves, but not what was struck out', async () => {
    importer.add([file('copy.txt', 'ledger'), file('one.txt', 'same'), file('two.txt', 'same'), file('struck.txt', 'struck')]);
    await importer.start(choice);
    expect(importer.snapshot().items).toMatchObject([{ state: 'duplicate', entry: 'old', title: 'Ledger' }, { state: 'done' }, { state: 'duplicate', entry: null, title: 'one.txt' }, { state: 'done' }]);
    expect(stage.written.map(({ title }) => title)).toEqual(['one.txt', 'struck.txt']);
  });

  it('are gone on with from where each failed', async () => {
    stage.broken.add('b.txt');
    stage.unwritten.add('c.txt');
    importer.add(['a.txt', 'b.txt', 'c.txt'].map((name) => file(name)));
    await importer.start(choice);
    expect(states()).toEqual([['a.txt', 'done'], ['b.txt', 'failed'], ['c.txt', 'failed']]);
    await importer.start(choice);
    expect(states()).toEqual([['a.txt', 'done'], ['b.txt', 'done'], ['c.txt', 'done']]);
    // What was sent is not sent again.
    expect(stage.sent.map(({ files }) => files.length)).toEqual([2, 1]);
    expect(stage.written.map(({ title }) => title).sort((a, b) => (a < b ? -1 : 1))).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('are named where they could not be read, and are none of those that are tried again', async () => {
    importer.add([file('a.txt')], [{ name: 'b.txt', folder: 'Seizure', of: 'file' }, { name: 'desk', folder: 'Seizure', of: 'folder' }]);
    for (let i = 0; i < 2; i += 1) {
      await importer.start(choice);
      expect([states(), importer.snapshot().items.map(({ refusal }) => refusal?.why)]).toEqual([[['a.txt', 'done'], ['b.txt', 'failed'], ['desk', 'failed']], [undefined, 'unreadable', 'incomplete']]);
    }
    expect(stage.written.map(({ title }) => title)).toEqual(['a.txt']);
  });

  it('stop when they are told to, and leave nothing behind that was not sent', async () => {
    stage.held = true;
    importer.add([file('a.txt'), file('b.txt')]);
    const under = Promise.withResolvers<void>();
    const off = importer.subscribe(() => { if (stage.uploads.size === 2) under.resolve(); });
    const running = importer.start(choice);
    await under.promise;
    off();
    importer.stop();
    await running;
    expect(states()).toEqual([['a.txt', 'stopped'], ['b.txt', 'stopped']]);
    expect([stage.uploads.size, stage.sent.length]).toEqual([0, 0]);
    stage.held = false;
    await importer.start(choice);
    expect(states()).toEqual([['a.txt', 'done'], ['b.txt', 'done']]);
  });

  it('become, one of them, the next version of a document, made from the one that was looked at', async () => {
    const input: EntryInput = { after: 'v1', kind: 'document', title: 'Report', fields: { reference: 'K-7' }, links: [], marking: plain, source: null };
    const marking = { ...plain, handling: 'H1' as const };
    const onto: ImportChoice = { kind: 'document', clean: false, marking, words: () => 'Anew', onto: { entry: 'old' as EntryId, input } };
    stage.unwritten.add('Report');
    importer.add([file('same.txt', 'ledger')]);
    await importer.start(onto);
    expect(states()).toEqual([['same.txt', 'duplicate']]);
    importer.clear();
    importer.add([file('new.txt')]);
    await importer.start(onto);
    expect([states(), stage.revised]).toEqual([[['new.txt', 'failed']], []]);
    await importer.start(onto);
    expect(states()).toEqual([['new.txt', 'done']]);
    expect([stage.written, stage.sent.map(({ text }) => text)]).toEqual([[], ['Anew']]);
    expect(stage.revised).toEqual([{ entry: 'old', input: { ...input, marking, fields: { reference: 'K-7', file: { on: { id: 'message 0', seq: 1 }, file: 'file 0' } } } }]);
  });

  it('are read anew where their details are to be taken out after all', async () => {
    const jpeg = new File([Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 8, ...Buffer.from('SECRET'), 0xff, 0xda, 0, 2, 1, 0xff, 0xd9])], 'scan.jpg');
    stage.broken.add('scan.jpg');
    importer.add([{ file: jpeg, folder: '' }]);
    await importer.start({ ...choice, kind: 'document', clean: false });
    expect(states()).toEqual([['scan.jpg', 'failed']]);
    await importer.start({ ...choice, kind: 'document', clean: true });
    expect(states()).toEqual([['scan.jpg', 'done']]);
    expect(stage.bytes.map((bytes) => bytes.includes('SECRET'))).toEqual([true, false]);
  });

  it('are known to be with everybody from when their message goes, and then go on to their end', async () => {
    stage.unwritten.add('a.txt');
    importer.add([file('a.txt')]);
    const seen = new Set<string>();
    const off = importer.subscribe(() => { for (const { state, out } of importer.snapshot().items) seen.add(`${state} ${out}`); });
    await importer.start(choice);
    off();
    expect([...seen]).toEqual(['waiting false', 'reading false', 'sending false', 'sending true', 'registering true', 'failed true']);
  });

  it('are stopped while their message goes, and become entries from there', async () => {
    importer.add([file('a.txt')]);
    const off = importer.subscribe(() => { if (importer.snapshot().items.some(({ out, state }) => out && state === 'sending')) importer.stop(); });
    await importer.start(choice);
    off();
    expect(states()).toEqual([['a.txt', 'stopped']]);
    await importer.start(choice);
    expect([states(), stage.sent.map(({ files }) => files), stage.uploads.size]).toEqual([[['a.txt', 'done']], [['file 0']], 1]);
  });

  it('wait in a queue that is kept as long as it holds something or is looked at', async () => {
    const queue = importerOf(stage.client, space, 'old' as EntryId), find = () => importerOf(stage.client, space, 'old' as EntryId);
    const off = queue.subscribe(() => undefined);
    queue.add([file('a.txt')]);
    off();
    expect([find() === queue, stage.listening]).toEqual([true, 1]);
    await queue.start(choice);
    expect([queue.snapshot().items.length, find() === queue]).toEqual([1, true]);
    const { listening } = stage;
    queue.clear();
    expect([find() === queue, stage.listening]).toEqual([false, listening - 1]);
  });

  it('have names and paths that an entry can hold', async () => {
    importer.add([{ file: new File(['x'], `in\u202eva\nlid${'n'.repeat(300)}.pdf`), folder: `${'folder/'.repeat(60)}last` }]);
    await importer.start(choice);
    const [{ title, fields }] = stage.written as [EntryInput];
    expect([title.length, title.startsWith('…'), title.endsWith('.pdf'), title.includes('\u202e')]).toEqual([200, true, true, false]);
    const folder = fields['folder'] as string;
    expect([folder.length, folder.endsWith('/last')]).toEqual([300, true]);
  });
});
