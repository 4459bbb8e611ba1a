/** A screen in the hall: which room is taken now and next, to whoever has its address. The secretariat makes the address and decides whether offices are named. */
import { z } from 'zod';
import { WallAt } from './meetings.js';
import { base64url, Instant } from './primitives.js';

export const ScreenToken = base64url({ exactly: 32 });
/** `madeAt` null: there is none. `names`: offices are named. */
export const ScreenStatus = z.object({ madeAt: Instant.nullable(), names: z.boolean() }).meta({ id: 'ScreenStatus' });
export type ScreenStatus = z.infer<typeof ScreenStatus>;
export const ScreenWish = z.object({ names: z.boolean() }).strict().meta({ id: 'ScreenWish' });
/** Shown once: the secret of the address. A new one takes the place of the old one. */
export const ScreenAddress = z.object({ token: ScreenToken, names: z.boolean(), madeAt: Instant }).meta({ id: 'ScreenAddress' });
export type ScreenAddress = z.infer<typeof ScreenAddress>;

/** With what the clocks of the hall show then: the browser behind a screen may have older rules of its zone. */
const span = { startsAt: Instant, endsAt: Instant, from: WallAt, to: WallAt };
/** `offices` null: they are not named. */
const Taken = z.object({ ...span, offices: z.array(z.object({ name: z.string(), state: z.string() })).nullable() });
/** As of `now`, by the service's clock, when those of the hall show `clock`: the slot that runs and the next of the session; of each room who is in it, of the same day who comes next, and when it is closed now or in the next slot. */
export const Screen = z.object({
  title: z.string(), place: z.string().nullable(), zone: z.string(), now: Instant, clock: WallAt, slot: z.object(span).nullable(), next: z.object(span).nullable(),
  rooms: z.array(z.object({ name: z.string(), now: Taken.nullable(), next: Taken.nullable(), closed: z.object(span).nullable() })),
}).meta({ id: 'Screen' });
export type Screen = z.infer<typeof Screen>;
