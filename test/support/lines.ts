/** A child process that speaks in JSON lines, and waiting for what it says. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Speaker {
  readonly process: ChildProcess;
  /** Resolves with the first line, said already or later, of this kind. Rejects when the process ends without it. */
  readonly heard: (kind: string) => Promise<Record<string, unknown>>;
  readonly ended: Promise<number | null>;
}

export function speaker(command: string, args: string[], options: Parameters<typeof spawn>[2] = {}): Speaker {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((look) => { look(); });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));

  let over = false;
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) said.push(JSON.parse(line) as Record<string, unknown>);
      wake();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      over = true;
      wake();
      resolve(code);
    });
  });

  const heard = async (kind: string): Promise<Record<string, unknown>> =>
    await new Promise((resolve, reject) => {
      const look = (): void => {
        const line = said.find((candidate) => candidate['kind'] === kind);
        if (line === undefined && !over) return;
        waiting.delete(look);
        if (line !== undefined) resolve(line);
        else reject(new Error(`the process ended without saying "${kind}"; it said ${JSON.stringify(said)} ${complaint}`));
      };
      waiting.add(look);
      look();
    });

  return { process: child, heard, ended };
}
