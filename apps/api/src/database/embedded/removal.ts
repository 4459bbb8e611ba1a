/** Throws an embedded database away, with everything in it. For a demo that was only half made. */
import { existsSync, rmSync } from 'node:fs';
import { lower } from './postmaster.js';
import { residenceIn } from './residence.js';

/** Stops the server if one runs, also one that a killed service left. Harmless when there is no database. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const residence = residenceIn(dataDir);
  if (existsSync(residence.cluster)) await lower(residence);
  rmSync(residence.directory, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
