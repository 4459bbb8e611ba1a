/**
 * The contract of a rule pack: what one instrument says about requests, as data. Every entry names its article and whether
 * it was read there. A pack decides nothing; `rulesOf` selects and `decide` applies. Trust: a pack may come from a file.
 */
import { z } from 'zod';
import { Action, Actor, Article, CycleId, Member, PackId, Term, source } from './vocabulary.js';

const entry = { id: Term, ...source };
const cycles = z.array(CycleId).min(1);
const days = z.number().int().min(1).max(3_660);

/** The lists of a pack whose terms people read; `why`: what the other side cannot do, or asks back, where a part of the content is missing. */
export const wordLists = ['assistance', 'content', 'why', 'grounds', 'barred', 'gates', 'requirements', 'clocks', 'periods', 'duties', 'listed'] as const;
export type WordList = (typeof wordLists)[number];

/** A type of assistance that the instrument provides for. */
const Assistance = z.strictObject(entry);

/**
 * What a request has to contain when one of `actions` is taken; `for` and `exceptFor` name types of assistance or routes. `since`: it was entered with that edition of the law, and binds
 * no basis that was written by an earlier one. `customary`: only where no instrument of the basis says anything of its own.
 */
const Content = z.strictObject({
  ...entry, cycle: CycleId, actions: z.array(Action).min(1),
  for: z.array(Term).optional(), exceptFor: z.array(Term).optional(), wherePossible: z.boolean().optional(),
  since: z.number().int().min(2).optional(), customary: z.boolean().optional(),
});

/** `kind` marks the grounds that a life cycle treats apart; `accompanies` names the one beside which alone this one counts. */
const Ground = z.strictObject({
  ...entry, cycles, bars: z.enum(['execution', 'time']), force: z.enum(['mandatory', 'optional']),
  kind: z.enum(['dual-criminality', 'nationality']).optional(), accompanies: Term.optional(),
});

/** Nobody may refuse for this; `sole`: only not for this alone; `ifLawPermits`: only if the parties' law says so (UNCAC 44(4)). */
const Barred = z.strictObject({ ...entry, cycles, sole: z.boolean(), ifLawPermits: z.boolean().optional() });

/**
 * Before `action` (for one of `grounds`, or whatever the ground) the matter is to stand in `through`, or one of
 * `unlessGrounds` is to be named. A hard gate refuses; a soft one is noted in the event that passed it by.
 */
const Gate = z.strictObject({
  ...entry, cycle: CycleId, action: Action, force: z.enum(['hard', 'soft']),
  grounds: z.array(Term).min(1).optional(), through: Term.optional(), unlessGrounds: z.array(Term).min(1).optional(),
}).refine(({ through, unlessGrounds }) => through !== undefined || unlessGrounds !== undefined, 'must say what opens it');

/** What an action has to carry under this instrument beyond what its life cycle asks for. */
const Requirement = z.strictObject({ ...entry, cycle: CycleId, action: Action, carries: Member });

/** Of several periods the legal basis chooses one by id. */
const Alternative = z.strictObject({ ...entry, days, maximum: days.optional() });

/**
 * Starts with one of `starts` (at the event, or at the date it carries), ends with one of `stops`, and stands still in
 * `pauses`. It runs for `days` (then something may be done, or should have been) and at most for `maximum`, or until the date
 * that the starting event carries. `agreed`: the parties may fix other days. Without `days` it runs only once the basis chose a period.
 * `customary`: only where no instrument of the basis has a clock of this name of its own.
 * `bound`: who has to act before it ends. Days are calendar days, unless it counts the working days of the States of those. `reminders`: so many days before an end; without, as is
 * usual for its length. `alarm`: until somebody of each bound side acknowledges it, and anew with each further reminder; from its `start` where somebody is in custody, which quiet hours do not hold back, or towards its `end`, from its first reminder.
 */
const Clock = z.strictObject({
  ...entry, cycle: CycleId, meaning: z.enum(['deadline', 'suggested', 'at-least', 'lapse']),
  starts: z.array(Action).min(1), from: z.enum(['event', 'date']), stops: z.array(Action), pauses: z.array(Term).optional(), assistance: z.array(Term).optional(),
  days: days.optional(), maximum: days.optional(), until: z.enum(['limit', 'deadline']).optional(), agreed: z.boolean().optional(), customary: z.boolean().optional(),
  alternatives: z.array(Alternative).optional(),
  bound: z.array(Actor).min(1).optional(), count: z.enum(['working-days']).optional(), reminders: z.array(z.number().int().min(1).max(365)).min(1).optional(), alarm: z.enum(['start', 'end']).optional(),
});

/** Binds `bound` from one of `from` until one of `until`, or until the clock `ends` has run out; some outlive the closing of the matter. */
export const duty = { ...entry, bound: z.array(Actor).min(1), from: z.array(Action).min(1), until: z.array(Action), ends: Term.optional(), outlivesClosure: z.boolean() };
const Duty = z.strictObject({ ...duty, cycle: CycleId });

/** Enumerations on which no decision hangs: channels, forms, costs, joint work. */
const Listed = z.strictObject({ ...entry, list: z.enum(['channel', 'form', 'costs', 'transfer', 'joint-work']), onlyIf: z.array(Term).optional() });

/** Which paragraphs of `provision` step back when an MLA treaty binds the pair, unless both agree otherwise (UNCAC 46(7)). */
const Yields = z.strictObject({ ...source, provision: Article, paragraphs: z.tuple([z.number().int(), z.number().int()]) });

/** Words for people, by the lists of the pack and the ids in them; `periods` are the alternatives of clocks. */
const wordList = z.record(Term, z.string().trim().min(1).max(500));
const Words = z.strictObject({
  /** What the instrument is called in a list, and in full, as a letter has it, where that is longer. */
  name: z.string().trim().min(1).max(200), title: z.string().trim().min(1).max(1_000).optional(),
  ...Object.fromEntries(wordLists.map((list) => [list, wordList.optional()])) as Record<(typeof wordLists)[number], z.ZodOptional<typeof wordList>>,
});

export const RulePack = z.strictObject({
  id: PackId,
  /** What it speaks for, in the words of the instruments' own titles. */
  instruments: z.array(z.string().min(1)).min(1),
  governs: cycles,
  mlaTreaty: z.boolean(),
  yields: Yields.optional(),
  /** The provision by which there is no other assistance than the list has. */
  noOtherAssistance: z.strictObject(source).optional(),
  assistance: z.array(Assistance).default([]),
  content: z.array(Content).default([]),
  grounds: z.array(Ground).default([]),
  barred: z.array(Barred).default([]),
  gates: z.array(Gate).default([]),
  requirements: z.array(Requirement).default([]),
  clocks: z.array(Clock).default([]),
  duties: z.array(Duty).default([]),
  listed: z.array(Listed).default([]),
  /** By language, for the terms that the product has no words for; what a language lacks is said in English. */
  words: z.record(z.string().regex(/^[a-z]{2,3}$/, 'must be the code of a language'), Words).optional(),
});
/** A pack that was loaded: complete, and consistent with the life cycles. */
export type RulePack = z.output<typeof RulePack>;
/** A pack as its file writes it; lists may be left out. */
export type PackSource = z.input<typeof RulePack>;
/** The lists of a pack, each entry with id, article and verified. */
export const packLists = ['assistance', 'content', 'grounds', 'barred', 'gates', 'requirements', 'clocks', 'duties', 'listed'] as const;
