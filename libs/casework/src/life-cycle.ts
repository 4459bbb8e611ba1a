/**
 * The contract of a life cycle: a table of who may do what in which state. It says nothing about grounds and periods;
 * those are the packs'. Trust: as for packs.
 */
import { z } from 'zod';
import { duty } from './pack.js';
import { Action, Actor, CycleId, Member, Term, WordMember, source } from './vocabulary.js';

/** `back` is the state from which this one was entered; `stay` leaves the matter where it is. */
const Target = z.union([Term, z.enum(['back', 'stay'])]);

const common = {
  action: Action, actors: z.array(Actor).min(1), ...source,
  /** What the event must carry, and what it may. */
  carries: z.array(Member).default([]), may: z.array(Member).default([]),
  /** What whoever takes it now says with it; the law can do without, since steps from before there were such words stand. */
  wants: z.array(Member).default([]),
};

const Begin = z.strictObject({ ...common, to: Term });

const Transition = z.strictObject({
  ...common, from: z.array(Term).min(1), to: Target,
  /** The grounds it carries are of this sort. */
  grounds: z.strictObject({ bars: z.enum(['execution', 'time']), kind: z.literal('dual-criminality').optional() }).optional(),
  /** The refusal before it was for a ground of this kind: for nothing else, or for that among others. */
  refused: z.strictObject({ kind: z.literal('nationality'), solely: z.boolean() }).optional(),
  /** Only while this clock has not run out altogether; only when it has run for its days. A clock that no pack sets allows both. */
  within: Term.optional(), after: Term.optional(),
  /** It takes the request out of its draft, to the other side: after a colleague’s review, or at once. */
  sends: z.enum(['reviewed', 'urgent']).optional(),
  /** It may follow where the matter has come to its end; nobody waits for it. */
  sequel: z.boolean().optional(),
  /** Its date is of what has happened already, and not later than the step. */
  happened: z.boolean().optional(),
  /** Only once this was done before. */
  follows: Action.optional(),
  /** The same of any of these. In a final state that is asked of whoever takes it now: there were such steps before it was asked, and they stand. */
  once: z.array(Action).min(1).optional(),
  /** It takes what the other side said last by one of these since the matter came here: just that, by its hash. Where nothing was said so, a step from before there were such offers has words of its own. */
  takes: z.strictObject({ member: WordMember, from: z.array(Action).min(1) }).optional(),
  /** Nothing goes on after it but a sequel, whatever state the table leaves the matter in; so that is called then. */
  ends: Term.optional(),
  /** Only while that was done and not answered yet; and that is not done again meanwhile. */
  answers: Action.optional(),
  /** It may come unasked, too. */
  unasked: z.boolean().optional(),
  /** What was asked so waits for whoever may take this, until they do, or take any other step: it may be asked again meanwhile, and this may come unasked. */
  replies: Action.optional(),
  /** Only while one of these duties binds. */
  binding: z.array(Term).min(1).optional(),
});

/** The words that `route`, `classification` and `record` of an event are chosen from. */
const Choice = z.strictObject({
  id: Term, ...source, list: z.enum(['route', 'classification', 'record', 'field']),
  effect: z.enum(['SHALL_RETURN', 'PRIORITY_CONSIDERATION']).optional(),
  /** May be chosen only after one of these routes was taken. */
  afterRoutes: z.array(Term).min(1).optional(),
});

export const LifeCycle = z.strictObject({
  id: CycleId,
  /** In the order in which a matter goes forward. */
  states: z.array(Term).min(1),
  final: z.array(Term).min(1),
  /** In which the requesting side may add to its dossier, where both sides read it, what a later step has to carry. */
  completes: z.array(Term).default([]),
  /** From which a revision of the draft begins it anew, where no row leads back. */
  reopens: z.array(Term).default([]),
  begin: Begin,
  transitions: z.array(Transition),
  choices: z.array(Choice).default([]),
  /** What its own rows bind to, whatever the instrument. */
  duties: z.array(z.strictObject(duty).omit({ ends: true })).default([]),
});
export type LifeCycle = z.output<typeof LifeCycle>;
export type LifeCycleSource = z.input<typeof LifeCycle>;
export type Transition = LifeCycle['transitions'][number];
/** The closed end of a life cycle that has one; duties may outlive it. */
export const CLOSED = 'CLOSED';

/** The row by which a request goes out with this action, if it does. */
export const sendingOf = ({ transitions }: LifeCycle, action: string): Transition | undefined => transitions.find((row) => row.action === action && row.sends !== undefined);
