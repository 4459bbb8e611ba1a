/** Addresses of what stands in a conversation. */
import type { SpaceId } from '@comity/contracts';
import type { Ref } from '@comity/sdk';

export const messagePath = (space: SpaceId, on: Ref): string => `/spaces/${space}/m/${on.seq}-${on.id}`;
