/** What a route asks of the session; the guard of `identity/sessions` reads these. Without a mark: a live session of an active practitioner. */
import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'comity:public';
export const ANY_STATE = 'comity:any-state';
export const FRESH = 'comity:fresh';

/** Anyone may call the route. */
export const Public = () => SetMetadata(PUBLIC, true);
/** A person whom nobody vouched for yet may call the route, too. */
export const AnyState = () => SetMetadata(ANY_STATE, true);
/** The person must have proved who they are within the last minutes (step-up). */
export const Fresh = () => SetMetadata(FRESH, true);
