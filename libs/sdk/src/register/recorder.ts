/** Where it is written down that somebody opened something. */
import type { SpaceId } from '@comity/contracts';
import type { Accessed, AccessHow } from '@comity/e2ee';

export interface Recorder { record(space: SpaceId, how: AccessHow, what: readonly Accessed[]): void }
