/** Searches to come back to, in the vault's main record. */
import { problem } from '@comity/contracts';
import type { Main } from '../account/main.js';
import type { SavedSearch } from '../finding.js';
import { refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';

const most = 50;
const longestName = 80;
const longestText = 1_000;

export class SavedSearches {
  constructor(private readonly main: Main, private readonly env: Pick<Surroundings, 'emit'>) {}

  all(): SavedSearch[] { return this.main.record.searches; }

  async save(search: SavedSearch): Promise<void> {
    const name = search.name.trim();
    if (name === '') throw invalid('/name', 'empty');
    if (name.length > longestName) throw invalid('/name', 'too-long');
    if (search.conditions.text.length > longestText) throw invalid('/conditions/text', 'too-long');
    await this.change((searches) => {
      const others = searches.filter((each) => each.name !== name);
      if (others.length >= most) throw refused(problem('too-large', { detail: `at most ${most} searches are saved` }));
      return [...others, { name, conditions: search.conditions }];
    });
  }

  async forget(name: string): Promise<void> { await this.change((searches) => searches.filter((each) => each.name !== name)); }

  private async change(change: (searches: SavedSearch[]) => SavedSearch[]): Promise<void> {
    await this.main.update((main) => ({ ...main, searches: change(main.searches) }));
    this.env.emit({ type: 'saved-searches' });
  }
}

const invalid = (pointer: string, rule: string) => refused(problem('invalid-input', { errors: [{ pointer, rule }] }));
