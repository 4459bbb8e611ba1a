import { describe, expect, it } from '@jest/globals';
import type { ItemId, SpaceId } from '@comity/contracts';
import type { EntryId, EntryInput, MessageEntry, PreReading } from '@comity/sdk';
import type { Client } from '../client/client.js';
import { plain } from '../messaging/marking.js';
import { importerOf, type ImportChoice } from '../register/importing.js';
import { messageInput, putFiles, titleOfMessage } from './pre-reading.js';

const space = 's' as SpaceId, on = { id: 'm' as ItemId, seq: 4 };
const message = (part: Partial<MessageEntry>) => ({ text: '', files: [], ...plain, ...part }) as unknown as MessageEntry;

/** A client over a register that has two files already, of which the second is on the list. */
function clientWith(listed: Partial<PreReading>[]) {
  const written: EntryInput[] = [], marking = { ...plain, tlp: 'amber' as const };
  const client = {
    on: () => () => undefined, subscribe: () => () => undefined, place: () => ({ at: { phase: 'ready' } }),
    remote: {
      entries: () => Promise.resolve([{ id: 'ledger', title: 'Ledger', sha256: 'bytes of ledger', struck: false }, { id: 'plan', title: 'Plan', sha256: 'bytes of plan', struck: false }]),
      fingerprint: (file: File) => file.text().then((text) => `bytes of ${text}`), meetings: () => Promise.resolve(listed),
      entry: (_: SpaceId, id: EntryId) => Promise.resolve({ title: id === 'ledger' ? 'Ledger' : 'Plan', bears: marking }),
      writeEntry: (_: SpaceId, input: EntryInput) => { written.push(input); return Promise.resolve('new' as EntryId); },
    },
  } as unknown as Client;
  return { client, written, marking };
}

describe('what is put on the list of pre-reading', () => {
  it('is called by the first words of a message, or its file, and says the codes of what it leads to', () => {
    const marked = message({ text: 'The account was opened in May\nand closed', handling: 'H1' });
    expect(messageInput(marked, on)).toEqual({ after: null, kind: 'note', title: 'The account was opened in May', fields: { text: 'Pre-reading' }, links: [], marking: { ...plain, handling: 'H1' }, source: on });
    expect([titleOfMessage(message({ files: [{ name: 'Map.pdf' }] as MessageEntry['files'] }), on), titleOfMessage(message({}), on)]).toEqual(['Map.pdf', '']);
  });

  it('is led to where the register has the same file, with its codes, once', async () => {
    const { client, written, marking } = clientWith([{ id: 'p' as EntryId, lead: { entry: 'plan' as EntryId } }]);
    await putFiles(client, space, [new File(['ledger'], 'copy.txt'), new File(['plan'], 'plan.txt')], String);
    expect(written).toEqual([{ after: null, kind: 'note', title: 'Ledger', fields: { text: 'Pre-reading' }, links: [{ to: 'ledger', label: 'Pre-reading' }], marking, source: null }]);
  });

  it('goes by a queue of its own: what waits to be imported stays as it is, and an import that runs takes nothing of it', async () => {
    const { client, written } = clientWith([]), imported = importerOf(client, space), exhibit: ImportChoice = { kind: 'exhibit', clean: false, marking: { ...plain, handling: 'H2' }, words: String };
    const states = () => imported.snapshot().items.map(({ name, state }) => [name, state]);
    imported.add([{ file: new File(['plan'], 'seized.txt'), folder: 'Seizure' }]);
    await putFiles(client, space, [new File(['ledger'], 'copy.txt')], String);
    expect([states(), written.map(({ title }) => title)]).toEqual([[['seized.txt', 'waiting']], ['Ledger']]);
    const held = Promise.withResolvers<string>(), { fingerprint } = client.remote;
    Object.assign(client.remote, { fingerprint: (file: File) => (file.name === 'seized.txt' ? held.promise : fingerprint(file)) });
    const running = imported.start(exhibit);
    await putFiles(client, space, [new File(['plan'], 'plan.txt')], String);
    expect([states(), written.map(({ title }) => title)]).toEqual([[['seized.txt', 'reading']], ['Ledger', 'Plan']]);
    held.resolve('bytes of plan');
    await running;
    expect(states()).toEqual([['seized.txt', 'duplicate']]);
  });
});
