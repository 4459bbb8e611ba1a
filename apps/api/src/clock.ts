/**
 * Time as the service sees it, injected so that tests can turn it. Nothing else in `apps/api` reads the ambient clock
 * for a decision (durations in logs apart).
 */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** How far a client's clock may be off, in milliseconds. */
export const clockSkew = 300_000;
/** Whether an instant that a client states is this moment, as far as clocks agree. */
export const isAbout = (stated: string, now: Date): boolean => Math.abs(Date.parse(stated) - now.getTime()) <= clockSkew;
