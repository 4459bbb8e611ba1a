/** Where the page is that a draft comes from. */
import type { SourcePlace } from '@comity/sdk';
import { messagePath } from '../messaging/place.js';
import { offerPath } from '../offers/place.js';
import { entryPath } from '../register/place.js';

export const sourcePath = (place: SourcePlace): string => ('entry' in place ? entryPath(place.space, place.entry) : place.kind === 'message' ? messagePath(place.space, place.on) : offerPath(place.space, place.on.id));
export const originOf = (place: SourcePlace) => ('on' in place ? place.on.id : place.entry);
