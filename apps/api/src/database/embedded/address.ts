/** Where an embedded server is reached. */
import { EmbeddedPostgresError } from './failure.js';
import { host } from './probe.js';
import { recordedPort } from './processes.js';
import { residenceIn, type Residence } from './residence.js';

/** The service's own database, as its owner. */
export const urlOn = ({ passwords }: Residence, port: number): string => `postgresql://comity:${passwords.service}@${host}:${port}/comity`;

/** The same of the server that runs in a data directory now. For the making of a demo. */
export function addressOf(dataDir: string): string {
  const residence = residenceIn(dataDir);
  const port = recordedPort(residence.cluster);
  if (port === undefined) throw new EmbeddedPostgresError('unreachable', `No PostgreSQL runs in ${residence.cluster}.`);
  return urlOn(residence, port);
}
