import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, ready, statementId, toBase64Url } from '@comity/e2ee';
import { problem, type SignedStatement } from '@comity/contracts';
import { Network, now, person, type Person } from '../../../e2ee/test/network.js';
import { Alarms } from '../alarms.js';
import { refused } from '../failure.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { AnswerOf, Call, Rest, RouteName } from '../transport/rest.js';
import { Directory } from './directory.js';

/** A service's list of statements, as it cares to show it. */
class Statements implements Rest {
  asked = 0;
  busy = false;
  constructor(public list: SignedStatement[]) {}

  async call<R extends RouteName>(_route: R, call: Call = {}): Promise<AnswerOf<R>> {
    this.asked += 1;
    if (this.busy) throw refused(problem('too-many-requests'));
    const after = Number(call.query?.['after'] ?? 0);
    const statements = this.list.map((statement, i) => ({ position: i + 1, id: statementId(statement.body), statement })).slice(after);
    return { statements, head: this.list.length } as AnswerOf<R>;
  }
}

describe('the directory', () => {
  let network: Network;
  let store: SealedStore;
  let alarms: Alarms;
  let honest: SignedStatement[];
  let revocation: SignedStatement;
  let newcomer: Person;
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

  beforeAll(ready);
  beforeEach(() => {
    network = new Network();
    store = new SealedStore(new MemoryStore(), '', randomBytes(32));
    alarms = new Alarms(store, () => now, () => undefined);
    revocation = network.revoke({ type: 'device', id: network.device.id }, [network.practitioner]);
    newcomer = person('Newcomer');
    honest = [...network.statements, revocation];
  });

  const read = async (rest: Rest, clock = now): Promise<Directory> => {
    const directory = new Directory(rest, store, alarms, statementId(network.founding.body), () => clock, () => undefined);
    await directory.load();
    return directory;
  };
  const damaged = (statement: SignedStatement): SignedStatement => ({ ...statement, signatures: statement.signatures.map(() => toBase64Url(new Uint8Array(64))) });
  const isEnded = (directory: Directory) => directory.chain.device(network.device.id, at(1)) === undefined;
  const later = () => network.vouch(newcomer);

  it('has a present that no slow clock takes back behind the last statement, as far as clocks may differ, and a fast one moves on', async () => {
    const issued = new Date(honest.at(-1)!.body.issuedAt), skew = 5 * 60_000;
    await (await read(new Statements(honest))).refresh();
    const present = async (clock: Date) => (await read(new Statements(honest), clock)).present;
    expect(await present(new Date(issued.getTime() - 86_400_000))).toEqual(new Date(issued.getTime() - skew));
    for (const minutes of [-5, -1, 0, 600]) expect(await present(new Date(issued.getTime() + minutes * 60_000))).toEqual(new Date(issued.getTime() + minutes * 60_000));
  });

  it('keeps what it took in before the service was caught lying', async () => {
    const rest = new Statements([...honest, damaged(later())]);
    const directory = await read(rest);
    await expect(directory.refresh()).rejects.toMatchObject({ rule: 'statement-refused' });
    expect(isEnded(directory)).toBe(true);
    rest.list = [...honest, later()];
    await directory.refresh();
    const again = await read(rest);
    expect(isEnded(again)).toBe(true);
    expect(again.head?.position).toBe(rest.list.length);
  });

  it('goes past no statement that was damaged, and takes it in once it is whole', async () => {
    const rest = new Statements([...network.statements, damaged(revocation), later()]);
    const directory = await read(rest);
    await expect(directory.refresh()).rejects.toMatchObject({ rule: 'statement-refused' });
    expect(directory.head?.position).toBe(network.statements.length);
    expect(alarms.all()).toMatchObject([{ rule: 'statement-refused', seq: network.statements.length + 1 }]);
    rest.list = [...honest, later()];
    await directory.refresh();
    expect(isEnded(directory)).toBe(true);
  });

  it('takes in later what a slow clock refused', async () => {
    const rest = new Statements(honest);
    let clock = at(-30);
    const directory = new Directory(rest, store, alarms, statementId(network.founding.body), () => clock, () => undefined);
    await expect(directory.refresh()).rejects.toMatchObject({ rule: 'statement-refused' });
    clock = now;
    await directory.refresh();
    expect(isEnded(directory)).toBe(true);
    // What was taken in once stays, wherever the clock goes.
    expect(isEnded(await read(rest, at(-30)))).toBe(true);
  });

  it('is asked once in a while for whomever a flood names, whether it can answer or not', async () => {
    const rest = new Statements(honest);
    const directory = await read(rest);
    await directory.refresh();
    rest.list = [...honest, later()];
    rest.busy = true;
    for (let n = 0; n < 100; n += 1) await directory.askAround();
    expect(rest.asked).toBe(2);
    rest.busy = false;
    await directory.refresh();
    expect(directory.chain.persons.has(newcomer.id)).toBe(true);
  });
});
