/** When a batch cannot be stored for a reason that lies outside it. */
import { types } from 'node:util';
import { isOutage } from '../database/outage.js';

/** Milliseconds after which a statement counts as lost; whether it was committed is then unknown, and the client's retry finds out. */
export const patience = 10_000;

/** The database is away, or did not answer in time: trying the rest of the batch would only wait longer. */
export const lost = (error: unknown): boolean => isOutage(error) || (types.isNativeError(error) && error.message === 'Query read timeout');
