/** What an asset that a request is about is known by, beside what is said of it in words: the fields of an asset in a register, by what it is registered there, and on what it is held. None has to be stated. */
import type { FieldOfEntry } from './register.js';

/** In the order in which they are asked for. */
export const assetFacts: readonly FieldOfEntry[] = [
  { id: 'type', shape: 'line', required: false }, { id: 'number', shape: 'line', required: false }, { id: 'holder', shape: 'line', required: false }, { id: 'country', shape: 'country', required: false }, { id: 'place', shape: 'line', required: false },
  { id: 'value', shape: 'money', required: false }, { id: 'date', shape: 'date', required: false }, { id: 'restraint', shape: 'line', required: false },
  { id: 'origin', shape: 'country', required: false }, { id: 'transit', shape: 'line', required: false }, { id: 'cluster', shape: 'line', required: false },
];
