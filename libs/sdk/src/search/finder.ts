/** Brings search in when it is first needed, or a while after the start: nobody waits for it before they read. */
import type { SearchAnswer, SearchQuery } from '../finding.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import type { Search } from './search.js';

/** Milliseconds after which starting has calmed down. */
const patience = 2_000;

export class Finder {
  private brought: Promise<Search> | undefined;
  private starting: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(private readonly env: Surroundings, private readonly spaces: () => readonly Space[]) {}

  soon(): void {
    // What cannot be brought now is tried again with the first search.
    this.starting ??= setTimeout(() => { this.bring().then((search) => { search.begin(); }, () => undefined); }, patience);
  }

  async find(query: SearchQuery): Promise<SearchAnswer> { return (await this.bring()).find(query); }

  close(): void {
    this.closed = true;
    clearTimeout(this.starting);
    void this.brought?.then((search) => { search.close(); }, () => undefined);
  }

  private bring(): Promise<Search> {
    this.brought ??= import('./search.js').then(({ Search: Built }) => {
      const search = new Built(this.env, this.spaces);
      if (this.closed) search.close();
      return search;
    }, (error: unknown) => {
      this.brought = undefined;
      throw error;
    });
    return this.brought;
  }
}
