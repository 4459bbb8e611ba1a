/** A part of the program that is loaded when somebody first asks for it: nobody waits for it before they read. */
import { offline } from './failure.js';

export class Part<T> {
  /** What was asked for last; undefined: nobody asked, or it could not be loaded. */
  asked: Promise<T> | undefined;

  constructor(private readonly load: () => Promise<T>) {}

  /** Throws offline where it cannot be loaded; asked once more, it is tried once more. */
  get(): Promise<T> {
    return (this.asked ??= this.load().catch((error: unknown) => {
      this.asked = undefined;
      throw offline(error);
    }));
  }
}
