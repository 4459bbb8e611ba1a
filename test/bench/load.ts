/**
 * The load generator: a process of its own that plays every client. Latency runs from the moment a message was meant to
 * be sent, so a stalled service cannot hide its stall (no coordinated omission). Takes one plan by IPC, answers one result.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { answerPlan } from './answer.js';
import { Latency, type Percentiles } from './latency.js';
import { read, usage, type Usage } from './processes.js';
import type { Client, Shape, Target } from './target.js';
import { openTarget, type TargetAddress } from './targets.js';

export interface Plan {
  target: TargetAddress;
  shape: Shape;
  /** Messages per second; null is the closed loop with `window` messages on their way for each sender. */
  rate: number | null;
  window: number;
  warmSeconds: number;
  seconds: number;
  /** Messages made beforehand at most; the measurement ends early when they run out. */
  messages: number;
  pids: { service: number; database: number };
}
export interface Result {
  seconds: number;
  sent: number;
  acknowledgedPerSecond: number;
  deliveriesPerSecond: number;
  /** From the intended sending to the arrival at another member. */
  delivery: Percentiles;
  /** From the intended sending to the acknowledgement. */
  acknowledgement: Percentiles;
  /** Copies that should have arrived and did not, acknowledgements that never came. */
  lost: number;
  unacknowledged: number;
  refused: Record<string, number>;
  /** Copies that came twice, out of order or after a gap. */
  disordered: number;
  closed: number;
  usage: Usage;
  serviceMicrosPerMessage: number;
  databaseMicrosPerMessage: number;
  loopDelayP99: number;
}

const drainMilliseconds = 15_000;

class Run {
  readonly #sentAt: Float64Array;
  readonly #clients: Client[] = [];
  readonly #delivery = new Latency();
  readonly #acknowledgement = new Latency();
  readonly #refused: Record<string, number> = {};
  readonly #lastSeq = new Map<number, number>();
  readonly #turn: number[];
  readonly #flying: number[];
  #measuring = false;
  #stopped = false;
  #counts = { sent: 0, acknowledged: 0, copies: 0, refusals: 0, disordered: 0, closed: 0, measuredAcknowledged: 0, measuredCopies: 0 };
  #ranDry: (() => void) | undefined;
  #settled: (() => void) | undefined;

  constructor(private readonly plan: Plan, private readonly target: Target) {
    this.#sentAt = new Float64Array(plan.messages);
    this.#turn = plan.shape.senders.map((_, i) => i);
    this.#flying = plan.shape.senders.map(() => 0);
  }

  async result(): Promise<Result> {
    const { plan } = this;
    await this.target.prepare(plan.shape, plan.messages);
    for (let first = 0; first < plan.shape.clients; first += 20) {
      await Promise.all(Array.from({ length: Math.min(20, plan.shape.clients - first) }, async (_, i) => { this.#clients[first + i] = await this.#connect(first + i); }));
    }
    const pids = { ...plan.pids, generator: process.pid };
    const loop = monitorEventLoopDelay({ resolution: 1 });
    const dry = new Promise<void>((resolve) => { this.#ranDry = resolve; });
    if (plan.rate === null) for (const [sender] of plan.shape.senders.entries()) this.#refill(sender); else this.#pace(plan.rate);

    await Promise.race([after(plan.warmSeconds * 1000), dry]);
    const before = read(pids);
    this.#measuring = true;
    loop.enable();
    await Promise.race([after(plan.seconds * 1000), dry]);
    loop.disable();
    this.#measuring = false;
    this.#stopped = true;
    const used = usage(before, read(pids));

    if (!this.#complete()) await Promise.race([new Promise<void>((resolve) => { this.#settled = resolve; }), after(drainMilliseconds)]);
    for (const client of this.#clients) client.close();
    await this.target.close();
    const { sent, acknowledged, copies, refusals, disordered, closed, measuredAcknowledged, measuredCopies } = this.#counts;
    const perMessage = (name: string): number => ((used.cpu[name] ?? 0) * 1e6) / Math.max(1, measuredAcknowledged);
    return {
      seconds: used.seconds, sent, acknowledgedPerSecond: measuredAcknowledged / used.seconds, deliveriesPerSecond: measuredCopies / used.seconds,
      delivery: this.#delivery.summary(), acknowledgement: this.#acknowledgement.summary(),
      lost: (sent - refusals) * this.#copiesEach() - copies, unacknowledged: sent - acknowledged - refusals, refused: this.#refused, disordered, closed,
      usage: used, serviceMicrosPerMessage: perMessage('service'), databaseMicrosPerMessage: perMessage('database'), loopDelayP99: loop.percentile(99) / 1e6,
    };
  }

  #connect(client: number): Promise<Client> {
    const { senders, reflected } = this.plan.shape;
    return this.target.connect(client, {
      acknowledged: (message) => {
        this.#counts.acknowledged += 1;
        if (this.#measuring) {
          this.#counts.measuredAcknowledged += 1;
          this.#acknowledgement.record(performance.now() - (this.#sentAt[message] ?? 0));
        }
        if (!reflected) this.#landed(message % senders.length);
        this.#check();
      },
      refused: (message, reason) => {
        this.#counts.refusals += 1;
        this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
        this.#landed(message % senders.length);
        this.#check();
      },
      delivered: (message, channel, seq, own) => {
        const key = client * this.plan.shape.channels.length + channel;
        const last = this.#lastSeq.get(key);
        if (last !== undefined && seq !== last + 1) this.#counts.disordered += 1;
        this.#lastSeq.set(key, seq);
        if (own) { if (reflected) this.#landed(message % senders.length); return; }
        this.#counts.copies += 1;
        if (this.#measuring) {
          this.#counts.measuredCopies += 1;
          this.#delivery.record(performance.now() - (this.#sentAt[message] ?? 0));
        }
        this.#check();
      },
      closed: () => { if (!this.#complete()) this.#counts.closed += 1; },
    });
  }

  #copiesEach(): number { return (this.plan.shape.channels[0]?.length ?? 1) - 1; }
  #complete(): boolean {
    const { sent, acknowledged, refusals, copies } = this.#counts;
    return this.#stopped && acknowledged + refusals >= sent && copies >= (sent - refusals) * this.#copiesEach();
  }
  #check(): void { if (this.#stopped && this.#settled !== undefined && this.#complete()) this.#settled(); }

  #send(sender: number, at: number): boolean {
    const message = this.#turn[sender] ?? 0;
    if (message >= this.plan.messages) { this.#ranDry?.(); return false; }
    this.#turn[sender] = message + this.plan.shape.senders.length;
    this.#sentAt[message] = at;
    this.#counts.sent += 1;
    this.#clients[this.plan.shape.senders[sender] ?? 0]?.send(message);
    return true;
  }

  #landed(sender: number): void {
    if (this.plan.rate !== null) return;
    this.#flying[sender] = (this.#flying[sender] ?? 1) - 1;
    if (!this.#stopped) this.#refill(sender);
  }
  #refill(sender: number): void {
    while ((this.#flying[sender] ?? 0) < this.plan.window && this.#send(sender, performance.now())) this.#flying[sender] = (this.#flying[sender] ?? 0) + 1;
  }

  /** Messages at a steady rate over all senders; a timer that wakes late sends what is due with its intended time. */
  #pace(rate: number): void {
    const start = performance.now();
    let count = 0;
    const timer = setInterval(() => {
      if (this.#stopped) { clearInterval(timer); return; }
      const due = Math.floor(((performance.now() - start) * rate) / 1000);
      for (; count < due; count += 1) if (!this.#send(count % this.plan.shape.senders.length, start + ((count + 1) * 1000) / rate)) { clearInterval(timer); return; }
    }, 1);
  }
}

answerPlan(async (plan: Plan) => await new Run(plan, await openTarget(plan.target)).result());
