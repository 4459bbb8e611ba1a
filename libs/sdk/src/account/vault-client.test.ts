import { beforeAll, describe, expect, it } from '@jest/globals';
import { fromBase64Url, fromUtf8, openVaultRecord, randomBytes, ready, sealVaultRecord, toBase64Url, utf8, wipe } from '@comity/e2ee';
import { problem, type VaultRecordWrite } from '@comity/contracts';
import type { z } from 'zod';
import { Alarms } from '../alarms.js';
import { offline, refused } from '../failure.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { AnswerOf, Call, Rest, RouteName } from '../transport/rest.js';
import { VaultClient } from './vault-client.js';

type Write = z.infer<typeof VaultRecordWrite>;

/** A service that keeps one vault, and lets a test hold its answers back. */
class SlowVault implements Rest {
  readonly writes: Write[] = [];
  private readonly held: (() => void)[] = [];

  constructor(private readonly answer: (route: RouteName) => unknown) {}

  async call<R extends RouteName>(route: R, call: Call = {}): Promise<AnswerOf<R>> {
    if (route === 'writeVaultRecord') this.writes.push(call.body as Write);
    await new Promise<void>((resolve) => this.held.push(resolve));
    return this.answer(route) as AnswerOf<R>;
  }

  async release(): Promise<void> {
    while (this.held.length === 0) await Promise.resolve();
    this.held.shift()?.();
  }
}

describe('a vault that is closed while it is written', () => {
  beforeAll(ready);

  const begin = (answer: (route: RouteName) => unknown) => {
    const rest = new SlowVault(answer);
    const key = randomBytes(32);
    const store = new SealedStore(new MemoryStore(), '', randomBytes(32));
    const alarms = new Alarms(store, () => new Date(), () => undefined);
    const vault = new VaultClient(rest, store, key, alarms);
    const close = () => {
      vault.close();
      wipe(key);
    };
    return { rest, key, store, alarms, vault, close };
  };

  it('sends nothing that is sealed under a blank key', async () => {
    const { rest, vault, close } = begin(() => ({ name: 'main', version: 1 }));
    const first = vault.write('main', () => utf8('one'));
    const second = vault.write('main', () => utf8('the identity key'));
    second.catch(() => undefined);
    while (rest.writes.length === 0) await Promise.resolve();
    close();
    await rest.release();
    await first;
    await expect(second).rejects.toMatchObject({ kind: 'offline' });
    expect(rest.writes).toHaveLength(1);
    for (const { replaces, sealed } of rest.writes) expect(openVaultRecord(new Uint8Array(32), 'main', replaces + 1, fromBase64Url(sealed))).toBeUndefined();
  });

  it('raises no alarm about what it can no longer open', async () => {
    let sealed = '';
    const { rest, key, alarms, vault, close } = begin(() => ({ records: [{ name: 'main', version: 1, sealed }] }));
    sealed = toBase64Url(sealVaultRecord(key, 'main', 1, utf8('one')));
    const reading = vault.read();
    reading.catch(() => undefined);
    close();
    await rest.release();
    await expect(reading).rejects.toMatchObject({ kind: 'offline' });
    expect(alarms.all()).toEqual([]);
  });
});

describe('a vault that another device writes', () => {
  beforeAll(ready);

  /** A service that takes and keeps records; `asked`: the routes called. */
  const begin = (versions: Map<string, number> = new Map()) => {
    const key = randomBytes(32);
    const asked: string[] = [];
    const sealed = new Map<string, string>();
    const put = (name: string, version: number, text = `${name} ${version}`) => {
      versions.set(name, version);
      sealed.set(name, toBase64Url(sealVaultRecord(key, name, version, utf8(text))));
    };
    for (const [name, version] of versions) put(name, version);
    const record = (name: string) => ({ name, version: versions.get(name)!, sealed: sealed.get(name)! });
    const rest: Rest = {
      call: async <R extends RouteName>(route: R, call: Call = {}) => {
        asked.push(route);
        if (route === 'vault') return { records: [...versions.keys()].map(record) } as unknown as AnswerOf<R>;
        const name = call.params!['name']!;
        if (route === 'vaultRecord') return record(name) as unknown as AnswerOf<R>;
        const { replaces, sealed: written } = call.body as Write;
        if (replaces !== (versions.get(name) ?? 0)) throw refused(problem('stale-version'));
        versions.set(name, replaces + 1);
        sealed.set(name, written);
        return { name, version: replaces + 1 } as unknown as AnswerOf<R>;
      },
    };
    const store = new SealedStore(new MemoryStore(), '', randomBytes(32));
    const alarms = new Alarms(store, () => new Date(), () => undefined);
    const client = () => new VaultClient(rest, store, key, alarms);
    return { asked, put, alarms, client, vault: client() };
  };
  /** What a device takes to heart of a record when it hears of a version. */
  const text = async (of: VaultClient, name: string, version: number) => {
    let taken: string | undefined;
    await of.followNewer(name, version, async (bytes) => { taken = fromUtf8(bytes); });
    return taken;
  };

  it('is read record by record, each version once, and only where it is newer', async () => {
    const { asked, put, alarms, client, vault } = begin(new Map([['main', 3], ['space:a', 1]]));
    await vault.read();
    // Received with the others, and not followed yet.
    expect([await text(vault, 'main', 3), await text(vault, 'main', 3)]).toEqual(['main 3', undefined]);
    put('space:a', 2);
    expect([await text(vault, 'space:a', 2), await text(vault, 'space:a', 1)]).toEqual(['space:a 2', undefined]);
    expect(asked).toEqual(['vault', 'vaultRecord']);
    const anew = client();
    await anew.load();
    expect(await text(anew, 'space:a', 2)).toBeUndefined();
    put('space:a', 1);
    await expect(text(anew, 'space:a', 3)).rejects.toMatchObject({ rule: 'vault-rolled-back' });
    expect(alarms.all().map(({ rule }) => rule)).toEqual(['vault-rolled-back']);
  });

  it('is heard of also where this device wrote over it before the news came', async () => {
    const { put, vault } = begin();
    await vault.write('space:a', () => utf8('mine'));
    expect(await text(vault, 'space:a', 1)).toBeUndefined();
    put('space:a', 2, 'theirs');
    await vault.write('space:a', (current) => utf8(`${fromUtf8(current!)} and mine`));
    expect([await text(vault, 'space:a', 2), await text(vault, 'space:a', 3)]).toEqual(['theirs and mine', undefined]);
  });

  it('is followed when it was taken to heart, and not before', async () => {
    const { put, client, vault } = begin();
    put('space:a', 1);
    await expect(vault.followNewer('space:a', 1, () => Promise.reject(offline()))).rejects.toMatchObject({ kind: 'offline' });
    const anew = client();
    await anew.load();
    expect([await text(vault, 'space:a', 1), await text(anew, 'space:a', 1)]).toEqual(['space:a 1', 'space:a 1']);
  });
});
