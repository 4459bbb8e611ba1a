/** A clock that tests turn forward: the service and every client of a scenario read it. */
import { Secret, TOTP } from 'otpauth';
import { Clock } from '../../apps/api/src/clock.js';

const period = 30_000;

export class TurnedClock extends Clock {
  private ahead = 0;
  override now(): Date { return new Date(Date.now() + this.ahead); }
  turn(milliseconds: number): void { this.ahead += milliseconds; }
}

/** One person's one-time codes. The service takes each once; rather than waiting for the next, the clock is turned. */
export class Codes {
  private last = 0;
  private readonly totp: TOTP;
  constructor(secret: string, private readonly clock: TurnedClock) { this.totp = new TOTP({ secret: Secret.fromBase32(secret) }); }

  next(): string {
    while (this.step() <= this.last) this.clock.turn(period);
    this.last = this.step();
    return this.totp.generate({ timestamp: this.last * period });
  }

  private step(): number { return Math.floor(this.clock.now().getTime() / period); }
}
