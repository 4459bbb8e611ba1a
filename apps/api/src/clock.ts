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
