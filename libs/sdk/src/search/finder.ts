/** Brings search in, and begins its index, when it is first asked for: nobody waits for it before they read. */
import { Part } from '../part.js';
import type { SearchAnswer, SearchQuery } from '../finding.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import type { NotesRead, Search } from './search.js';

export class Finder {
  private readonly search: Part<Search>;
  private closed = false;

  constructor(env: Surroundings, spaces: () => readonly Space[], notes: NotesRead) {
    this.search = new Part(async () => {
      const { Search: Built } = await import('./search.js');
      const search = new Built(env, spaces, notes);
      if (this.closed) search.close();
      return search;
    });
  }

  async find(query: SearchQuery): Promise<SearchAnswer> { return (await this.search.get()).find(query); }

  close(): void {
    this.closed = true;
    void this.search.asked?.then((search) => { search.close(); }, () => undefined);
  }
}
