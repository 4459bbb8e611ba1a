/** Searches and filters of requests to come back to, in the vault's main record. */
import { problem } from '@comity/contracts';
import { refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Main } from './main.js';
import type { MainRecord } from './main-record.js';

const most = 50;
const longestName = 80;
const longestText = 1_000;

type List = 'searches' | 'filters';

export class Saved<L extends List> {
  constructor(private readonly list: L, private readonly main: Main, private readonly env: Pick<Surroundings, 'emit'>) {}

  all(): MainRecord[L] { return this.main.record[this.list]; }

  /** In the place of one that had the name. */
  async save({ name: given, conditions }: MainRecord[L][number]): Promise<void> {
    const name = given.trim();
    if (name === '') throw invalid('/name', 'empty');
    if (name.length > longestName) throw invalid('/name', 'too-long');
    if (conditions.text.length > longestText) throw invalid('/conditions/text', 'too-long');
    await this.change((saved) => {
      const others = saved.filter((each) => each.name !== name);
      if (others.length >= most) throw refused(problem('too-large', { detail: `at most ${most} ${this.list} are saved` }));
      return [...others, { name, conditions }];
    });
  }

  async forget(name: string): Promise<void> { await this.change((saved) => saved.filter((each) => each.name !== name)); }

  private async change(change: (saved: MainRecord[List]) => MainRecord[List]): Promise<void> {
    await this.main.update((main) => ({ ...main, [this.list]: change(main[this.list]) }));
    const list: List = this.list;
    this.env.emit({ type: `saved-${list}` });
  }
}

const invalid = (pointer: string, rule: string) => refused(problem('invalid-input', { errors: [{ pointer, rule }] }));
