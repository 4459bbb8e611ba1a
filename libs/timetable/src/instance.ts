/**
 * What is to be planned. Slots are numbered through all days, from 0; offices, rooms and meetings are opaque ids of the caller: no name, no topic, no case.
 * Everything that limits a meeting is a resource with a capacity in each slot.
 */

export type ResourceKind = 'office' | 'delegate' | 'table' | 'room' | 'interpreters' | 'equipment' | 'security';

export interface Resource {
  readonly id: string;
  readonly kind: ResourceKind;
  /** How many meetings at once, for each slot: of an office 1 where it is there and 0 where it is away, at meals or prayers; of a class of tables, how many stand open. */
  readonly capacity: readonly number[];
  /** Of an office, or a delegate, that takes part from afar: how uncomfortable a meeting is in each slot (its small hours); 0 is none. */
  readonly discomfort?: readonly number[];
}

/** A room or table by itself. A meeting that needs resources which places offer is at a place that offers all of these. */
export interface Place {
  readonly id: string;
  /** Classes of tables or rooms, equipment and security levels (a level offers the lower ones, too). */
  readonly offers: readonly string[];
  /** Slots in which it is not to be had. */
  readonly closed?: readonly number[];
}

export interface Meeting {
  readonly id: string;
  /** Two or more offices. */
  readonly parties: readonly string[];
  /** Other resources it needs in each of its slots: delegates, interpreters, a class of tables or rooms, equipment, a security level. */
  readonly needs: readonly string[];
  /** What holding it is worth: a positive whole number. */
  readonly weight: number;
  /** In slots, which lie in one day and on one side of each seam. */
  readonly duration: number;
  /** First slot it may begin in, and last it may still be in. */
  readonly earliest?: number;
  readonly latest?: number;
  /** If given, the only slots it may begin in. */
  readonly allowed?: readonly number[];
  /** Meetings that end before it begins, where both are held. */
  readonly after?: readonly string[];
  /** Where the secretariat put it. What else is hard still holds; a pin that cannot be kept leaves the meeting out. */
  readonly pin?: { readonly slot: number; readonly place?: string };
}

export interface Rules {
  /** What is counted as idle in an office's day between its first and its last meeting: each empty slot in which it is there and asked for no break (the default), or each stretch without meeting. */
  readonly idle?: 'slots' | 'periods';
  /** Every meeting has to be held. */
  readonly all?: boolean;
  /** Offices may differ by so much in what they are idle, at most. */
  readonly apart?: number;
}

export interface Instance {
  /** Slots of each day; at most 31. */
  readonly days: readonly number[];
  /** Slots that no meeting runs into from the slot before: after a meal, a plenary item. */
  readonly seams?: readonly number[];
  readonly resources: readonly Resource[];
  readonly places?: readonly Place[];
  readonly meetings: readonly Meeting[];
  readonly rules?: Rules;
  /** For `options` and `explain`: the first slot to which anybody is still sent. */
  readonly from?: number;
  /** For these, too: slots of days on which nothing is put any more. What may be `allowed` is on other days anyway; it is another reason than a meeting's own. */
  readonly locked?: readonly number[];
}

export const mostSlotsADay = 31;

/** All slots of all days. */
export const slotsOf = ({ days }: Instance): number => days.reduce((sum, slots) => sum + slots, 0);
