/**
 * The working days of a State as one of its authorities states them: public facts, signed by a focal point with their identity key, apart from the chain of statements, since nobody's standing follows from
 * them. Trust: they count when the signature verifies and the chain has that authority in that State; which of several counts is for `@comity/casework` to say.
 */
import { z } from 'zod';
import { AuthorityId, Instant, NetworkId, PractitionerId, Signature, line } from './primitives.js';

/** `restDays`: in a week; two States that rest on others still have a day in common. */
export const dayLimits = { days: 400, years: 12, restDays: 3, name: 80 } as const;
const Weekday = z.number().int().min(0).max(6);
const Year = z.number().int().min(2_000).max(2_199);
const rising = (all: readonly (string | number)[]): boolean => all.every((each, i) => i === 0 || all[i - 1]! < each);

/** `years`: of these `days` are all public holidays; of others nothing is said. `restDays`: 0 is Sunday. Each rising, so that there is one way to write it. `after`: when that was stated which it takes the place of, as its issuer saw it; null where there was none. */
export const StatedDaysBody = z.object({
  v: z.literal(1), network: NetworkId, authority: AuthorityId, restDays: z.array(Weekday).max(dayLimits.restDays).refine(rising, 'must rise'), years: z.array(Year).max(dayLimits.years).refine(rising, 'must rise'),
  days: z.array(z.object({ date: z.iso.date(), name: line(dayLimits.name).nullable() }).strict()).max(dayLimits.days).refine((all) => rising(all.map(({ date }) => date)), 'must rise'),
  after: Instant.nullable(), issuer: PractitionerId, issuedAt: Instant,
}).strict().refine(({ after, issuedAt }) => after === null || after < issuedAt, { path: ['issuedAt'], message: 'must be later than that' }).refine(({ years, days }) => days.every(({ date }) => years.includes(Number(date.slice(0, 4)))), { path: ['days'], message: 'must be of the years that are stated' });
export type StatedDaysBody = z.infer<typeof StatedDaysBody>;
export const StatedDays = z.object({ body: StatedDaysBody, signature: Signature }).strict().meta({ id: 'StatedDays' });
export type StatedDays = z.infer<typeof StatedDays>;
/** Of each authority that stated any, when it did last. */
export const DaysIndex = z.array(z.object({ authority: AuthorityId, issuedAt: Instant })).meta({ id: 'DaysIndex' });

/** Apart from the other routes, as those of figures are. `:id`: an authority. */
export const dayRoutes = { daysIndex: 'GET /api/days', statedDays: 'GET /api/days/:id', stateDays: 'PUT /api/days/:id' } as const;
export const dayAnswers = { daysIndex: DaysIndex, statedDays: StatedDays, stateDays: StatedDays } as const satisfies Record<keyof typeof dayRoutes, z.ZodType>;
