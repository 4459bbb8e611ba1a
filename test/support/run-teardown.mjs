// After a Jest run: ends the shared cluster, if a test started one. Its holder removes the directory.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export default async function tearDown() {
  const directory = process.env.COMITY_TEST_RUN;
  if (!directory) return;
  const holder = path.join(directory, 'holder.pid');
  if (!existsSync(holder)) {
    rmSync(directory, { recursive: true, force: true });
    return;
  }
  const pid = Number(readFileSync(holder, 'utf8'));
  try {
    process.kill(pid, 'SIGTERM');
    for (let tries = 0; existsSync(directory) && tries < 300; tries += 1) await pause(50);
  } catch {
    rmSync(directory, { recursive: true, force: true });
  }
}
