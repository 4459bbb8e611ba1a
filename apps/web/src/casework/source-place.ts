/** Where the page is that a draft comes from. */
import type { SourcePlace } from '@comity/sdk';
import { messagePath } from '../messaging/place.js';
import { entryPath } from '../register/place.js';

export const sourcePath = (place: SourcePlace): string => (place.kind === 'message' ? messagePath(place.space, place.on) : entryPath(place.space, place.entry));
export const originOf = (place: SourcePlace) => (place.kind === 'message' ? place.on.id : place.entry);
