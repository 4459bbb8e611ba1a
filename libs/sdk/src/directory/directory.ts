/**
 * The network's statements as this client verified them: who is who, and with which keys.
 * Trust: the service only transports statements. Each is applied to the chain from the pinned root; a statement that
 * does not follow is alarmed and the list read no further, a shorter or rewritten list is refused.
 */
import { Chain, statementId } from '@comity/e2ee';
import type { StatementPage, DeviceId, PractitionerId, SignedStatement, StatementId } from '@comity/contracts';
import type { Alarms } from '../alarms.js';
import type { AlarmRule, ComityEvent } from '../api.js';
import { clockSkew } from '../clock.js';
import { alarmed, ComityFailure } from '../failure.js';
import { Serial } from '../serial.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import type { Rest } from '../transport/rest.js';

interface Applied { position: number; id: StatementId; statement: SignedStatement }
const key = (position: number) => `directory/${String(position).padStart(12, '0')}`;
const pageLimit = 500;
/** Milliseconds within which nobody is asked about twice. */
const pause = 5_000;

export class Directory {
  private current: Chain | undefined;
  private last: { position: number; id: StatementId } | undefined;
  private readonly serial = new Serial();
  private readonly asked = new Map<DeviceId, number>();
  private askedAround = -Infinity;

  constructor(
    private readonly rest: Rest, private readonly store: SealedStore, private readonly alarms: Alarms,
    private readonly pin: StatementId, private readonly now: () => Date, private readonly emit: (event: ComityEvent) => void,
  ) {}

  /** The chain as far as it is known; throws while not even its root is. */
  get chain(): Chain {
    if (this.current === undefined) throw alarmed('chain-broken');
    return this.current;
  }

  /**
   * The present by this device's clock, and never before what the chain was told last, as far as clocks may differ: by a slow clock nobody who came since would be valid yet, and whoever
   * would take them out, or not let them in, would be refused by everybody else.
   */
  get present(): Date { return new Date(Math.max(this.now().getTime(), new Date(this.chain.horizon).getTime() - clockSkew)); }

  get head(): { position: number; id: StatementId } | undefined { return this.last; }

  /** Their signatures were verified when they were taken in, and nobody but this device puts anything into its store. */
  async load(): Promise<void> {
    for (const [, value] of await this.store.list('directory/')) {
      const entry = decodeJson<Applied>(value);
      // It was in time when it was taken in, wherever the clock went since.
      this.apply(entry, new Date(Math.max(this.now().getTime(), new Date(entry.statement.body.issuedAt).getTime())), () => true);
    }
  }

  /**
   * Reads what is new. `remembered` is a head another device of this person saw: the service must still have it.
   * Throws an alarm when the service shows another past than before.
   */
  refresh(remembered?: { position: number; id: StatementId }): Promise<void> {
    return this.serial.run(async () => {
      const before = this.last?.position ?? 0;
      // The last statement known is asked for again: a service that rewrote the past answers with another one.
      for (let from = Math.max(0, before - 1); ;) {
        const after = from;
        const page = await this.rest.call('statements', { query: { after, limit: pageLimit } });
        if (page.head < Math.max(this.last?.position ?? 0, remembered?.position ?? 0)) throw await this.alarm('statements-rolled-back');
        const batch = new Batch();
        try {
          await this.take(page.statements, after, batch, remembered);
        } finally {
          // What was taken in is kept, whatever came after it: the next page follows on it.
          await batch.writeTo(this.store);
        }
        const reached = page.statements.at(-1)?.position ?? after;
        if (reached >= page.head) break;
        if (reached <= after) throw await this.alarm('chain-broken');
        from = reached;
      }
      if ((this.last?.position ?? 0) > before) this.emit({ type: 'directory' });
    });
  }

  /** Refreshes if this device is not known: news may be on its way. */
  async lookUp(device: DeviceId): Promise<void> {
    if (this.chain.devices.has(device)) return;
    const now = performance.now();
    // A stranger who writes a thousand items is asked about once in a while.
    if (now - (this.asked.get(device) ?? -Infinity) < pause) return;
    for (const [each, at] of this.asked) if (now - at >= pause) this.asked.delete(each);
    this.asked.set(device, now);
    await this.refresh().catch((error: unknown) => {
      // Nobody answered: it is asked again with the next try.
      this.asked.delete(device);
      throw error;
    });
  }

  /** Everything the chain was made of, in order. */
  async statements(): Promise<SignedStatement[]> {
    return (await this.store.list('directory/')).map(([, value]) => decodeJson<Applied>(value).statement);
  }

  /** Refreshes for whomever items name and nobody knows, once in a while for all of them. Where nobody answers they are not known yet: the next news may say. */
  async askAround(): Promise<void> {
    const now = performance.now();
    if (now - this.askedAround < pause) return;
    this.askedAround = now;
    await this.refresh().catch((error: unknown) => { if (!(error instanceof ComityFailure)) throw error; });
  }

  currentDevices(person: PractitionerId): DeviceId[] {
    return this.chain.devicesOf(person, this.present).map((device) => device.id);
  }

  private async take(statements: StatementPage['statements'], after: number, batch: Batch, remembered?: { position: number; id: StatementId }): Promise<void> {
    let position = after;
    for (const entry of statements) {
      position += 1;
      if (entry.position !== position || statementId(entry.statement.body) !== entry.id) throw await this.alarm('chain-broken');
      if (remembered?.position === position && remembered.id !== entry.id) throw await this.alarm('statements-rolled-back');
      if (this.last !== undefined && position <= this.last.position) {
        if (position === this.last.position && entry.id !== this.last.id) throw await this.alarm('statements-rolled-back');
        continue;
      }
      const rule = this.apply(entry);
      if (rule === 'pin-mismatch') throw await this.alarm('pin-mismatch');
      // Not to go past it: what the service damaged, or a slow clock refused, may be a revocation, and is asked for again.
      if (rule !== undefined) throw await this.alarm(rule, position);
      batch.putJson(key(position), entry);
    }
  }

  private apply({ statement, position, id }: Applied, now = this.now(), verify?: () => boolean): AlarmRule | undefined {
    const result = this.current === undefined ? Chain.found(statement, this.pin, now, verify) : this.current.apply(statement, now, verify);
    if (this.current === undefined && !result.ok) return 'pin-mismatch';
    if (!result.ok) return 'statement-refused';
    this.current = result.chain;
    this.last = { position, id };
    return undefined;
  }

  private async alarm(rule: AlarmRule, position: number | null = null): Promise<Error> {
    await this.alarms.raise(rule, null, position);
    return alarmed(rule);
  }
}
