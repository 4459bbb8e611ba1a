/**
 * Which processes belong to a cluster. Every PostgreSQL process works inside its data directory, so the working directory
 * tells them apart from a stranger who was given a recycled process id.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * Process ids of the cluster's postmaster and backends, also of backends whose postmaster was killed.
 * Where there is no /proc (macOS) only the postmaster is found.
 */
export function processesOf(cluster: string): number[] {
  return process.platform === 'linux' ? fromProc(realpathSync(cluster)) : fromPs(cluster);
}

/** The process id in the cluster's lock file, if it has one. It proves nothing. */
export function recordedPostmaster(cluster: string): number | undefined {
  return lockFile(cluster)?.pid;
}

/** The port in the cluster's lock file, if it has one. */
export function recordedPort(cluster: string): number | undefined {
  return lockFile(cluster)?.port;
}

function lockFile(cluster: string): { pid: number; port: number | undefined } | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return Number.isInteger(pid) && pid > 1 ? { pid, port: port > 0 ? port : undefined } : undefined;
  } catch {
    return undefined;
  }
}

function fromProc(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // A process that has ended but was not waited for has no working directory any more: reading it fails.
        return readlinkSync(`/proc/${pid}/cwd`) === cluster && path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres');
      } catch {
        return false;
      }
    });
}

function fromPs(cluster: string): number[] {
  const listed = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).stdout ?? '';
  return listed
    .split('\n')
    .filter((line) => line.includes('postgres') && line.includes(cluster))
    .map((line) => Number.parseInt(line, 10));
}
