/** Runs tasks one after another, in the order they were asked for. */
export class Serial {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  run<T>(task: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const result = this.tail.then(task, task);
    this.tail = result.then(() => { this.waiting -= 1; }, () => { this.waiting -= 1; });
    return result;
  }

  get busy(): boolean { return this.waiting > 0; }
  /** Resolves when everything asked for so far has ended, however it ended. */
  async idle(): Promise<void> { await this.tail; }
}
