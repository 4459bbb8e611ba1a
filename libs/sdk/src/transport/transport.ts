/** The ways to the service; tests put a hostile service in between. */
import type { Platform } from '../api.js';
import { FetchFileLine, type FileLine } from './file-line.js';
import { SocketLink, type Link } from './link.js';
import { FetchRest, type Rest } from './rest.js';

export interface Transport {
  rest: Rest;
  files: FileLine;
  /** A new connection for each unlocking: listeners of a former one hear nothing any more. */
  link(): Link;
}

export const networkTransport = (platform: Platform): Transport => ({ rest: new FetchRest(platform), files: new FetchFileLine(platform), link: () => new SocketLink(platform) });
