/** Brings search in, and begins its index, when it is first asked for: nobody waits for it before they read. */
import type { SearchAnswer, SearchQuery } from '../finding.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import type { Search } from './search.js';

export class Finder {
  private brought: Promise<Search> | undefined;
  private closed = false;

  constructor(private readonly env: Surroundings, private readonly spaces: () => readonly Space[]) {}

  async find(query: SearchQuery): Promise<SearchAnswer> { return (await this.bring()).find(query); }

  close(): void {
    this.closed = true;
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
