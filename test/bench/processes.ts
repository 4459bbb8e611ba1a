/** What Linux knows about processes and the machine: CPU seconds, memory, and the CPU that others used meanwhile. */
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100; // USER_HZ, fixed on every Linux platform Node supports

function children(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  } catch { return []; }
}

/** A process and its descendants. */
export function tree(pid: number): number[] {
  return [pid, ...children(pid).flatMap(tree)];
}

/** CPU seconds a process tree has used, ended and reaped children of the root included. */
export function cpuSeconds(root: number): number {
  let ticks = 0;
  for (const pid of tree(root)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
      ticks += (fields[11] ?? 0) + (fields[12] ?? 0) + (pid === root ? (fields[13] ?? 0) + (fields[14] ?? 0) : 0);
    } catch { /* it ended between the listing and the reading */ }
  }
  return ticks / ticksPerSecond;
}

/** Proportional set size of one process, in KiB. */
export function pssKiB(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? Number.NaN);
}

/** Resident set size of one process, in KiB: cheaper to read than the proportional one, so that it can be watched. */
export function rssKiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);
}

/** Cores kept busy by everybody, in core seconds since boot; time stolen by the hypervisor counts as busy. */
export function machineBusySeconds(): number {
  const fields = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).slice(1, 9).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) / ticksPerSecond;
}

/** A reading of several process trees beside the machine's, to subtract a later one from. */
export interface Reading { at: number; busy: number; cpu: Record<string, number> }
export function read(pids: Readonly<Record<string, number>>): Reading {
  return { at: performance.now(), busy: machineBusySeconds(), cpu: Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuSeconds(pid)])) };
}

export interface Usage { seconds: number; /** CPU seconds of each tree. */ cpu: Record<string, number>; /** Cores that nobody of ours used. */ foreignCores: number }
export function usage(from: Reading, to: Reading): Usage {
  const seconds = (to.at - from.at) / 1000;
  const cpu = Object.fromEntries(Object.entries(to.cpu).map(([name, value]) => [name, Math.max(0, value - (from.cpu[name] ?? 0))]));
  const ours = Object.values(cpu).reduce((sum, value) => sum + value, 0);
  return { seconds, cpu, foreignCores: Math.max(0, (to.busy - from.busy - ours) / seconds) };
}

