import { beforeAll, describe, expect, it } from '@jest/globals';
import { fromBase64Url, openVaultRecord, randomBytes, ready, sealVaultRecord, toBase64Url, utf8, wipe } from '@comity/e2ee';
import type { VaultRecordWrite } from '@comity/contracts';
import type { z } from 'zod';
import { Alarms } from '../alarms.js';
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
