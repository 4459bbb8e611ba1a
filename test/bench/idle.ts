/**
 * Opens idle connections, up to each of several numbers, and reads the service's memory there; then drops them all at
 * once and measures how soon all are back. A process of its own; takes one plan by IPC, answers one result.
 */
import { setTimeout as after } from 'node:timers/promises';
import { answerPlan } from './answer.js';
import { Latency, type Percentiles } from './latency.js';
import { pssKiB } from './processes.js';
import { rooms, type Client, type Listener, type Target } from './target.js';
import { openTarget, type TargetAddress } from './targets.js';

export interface IdlePlan { target: TargetAddress; counts: number[]; servicePid: number }
export interface IdleStep {
  connections: number;
  /** As it stands, with the garbage that connecting left. */
  kibPerConnection: number;
  /** After that garbage was collected: what a connection holds. */
  kibCollected: number;
  /** Everybody's connection dropped at once: until the last one is back, and how long each took. */
  storm: { milliseconds: number; each: Percentiles; failed: number };
}

/** Long enough for the service to have dealt with what connecting left behind. */
const settleMilliseconds = 15_000;
const together = 50;

const silent: Listener = { acknowledged: () => undefined, refused: () => undefined, delivered: () => undefined, closed: () => undefined };

async function measure(plan: IdlePlan): Promise<IdleStep[]> {
  const target = await openTarget(plan.target);
  const most = Math.max(...plan.counts);
  await target.prepare(rooms(most, Math.min(100, most), 1), 0);
  const clients: Client[] = [];
  await open(target, clients, 100); // so that code and caches, which are nobody's connection, are in memory
  drop(clients);
  await after(settleMilliseconds);
  const empty = await collected(plan.servicePid); // what starting left behind is nobody's connection
  const steps: IdleStep[] = [];
  for (const connections of plan.counts) {
    await open(target, clients, connections);
    await after(settleMilliseconds);
    const kibPerConnection = (pssKiB(plan.servicePid) - empty) / connections;
    const kibCollected = (await collected(plan.servicePid) - empty) / connections;
    steps.push({ connections, kibPerConnection, kibCollected, storm: await storm(target, clients) });
  }
  drop(clients);
  await target.close();
  return steps;
}

/** Memory after a collection; see collect.ts. */
async function collected(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2');
  await after(settleMilliseconds);
  return pssKiB(pid);
}

async function open(target: Target, clients: Client[], count: number): Promise<void> {
  let next = clients.length;
  await Promise.all(Array.from({ length: together }, async () => {
    for (let client = next++; client < count; client = next++) clients[client] = await target.connect(client, silent);
  }));
}

function drop(clients: Client[]): void {
  for (const client of clients) client.close();
  clients.length = 0;
}

async function storm(target: Target, clients: Client[]): Promise<IdleStep['storm']> {
  const count = clients.length;
  drop(clients);
  const start = performance.now();
  const each = new Latency();
  const outcomes = await Promise.allSettled(Array.from({ length: count }, async (_, client) => {
    const opened = await target.connect(client, silent);
    each.record(performance.now() - start);
    return opened;
  }));
  const milliseconds = performance.now() - start;
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') clients.push(outcome.value);
  return { milliseconds, each: each.summary(), failed: count - clients.length };
}

answerPlan(measure);
