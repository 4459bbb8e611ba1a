/**
 * Linear programs whose columns go from 0 to 1 and whose rows have a most, solved by HiGHS. The bound is computed here, from the prices that the solver gives the rows: for prices that are not negative
 * it holds by the rules of arithmetic, whether or not the solver came to its end or told the truth.
 */
import type { Highs } from 'highs';

export class Program {
  private readonly gains: number[] = [];
  private readonly limits: number[] = [];
  private readonly begins: number[] = [0];
  private readonly columns: number[] = [];
  private readonly factors: number[] = [];

  /** A column that gains so much; answers its number. */
  column(gain: number): number {
    return this.gains.push(gain) - 1;
  }

  row(limit: number, entries: readonly (readonly [column: number, factor: number])[]): void {
    this.limits.push(limit);
    for (const [column, factor] of entries) {
      this.columns.push(column);
      this.factors.push(factor);
    }
    this.begins.push(this.columns.length);
  }

  /** No choice of columns gains more. After `seconds` the bound is what the solver knew by then. */
  async most(seconds: number): Promise<number> {
    const highs = await load();
    return highs.withModel((model) => {
      model.options.set({ output_flag: false, time_limit: seconds });
      model.passModel({
        numCols: this.gains.length, numRows: this.limits.length, sense: highs.constants.objectiveSense.maximize,
        colCost: Float64Array.from(this.gains), colLower: new Float64Array(this.gains.length), colUpper: new Float64Array(this.gains.length).fill(1),
        rowLower: new Float64Array(this.limits.length).fill(-highs.infinity), rowUpper: Float64Array.from(this.limits),
        matrix: { format: 'csr', numRows: this.limits.length, numCols: this.gains.length, starts: Int32Array.from(this.begins), indices: Int32Array.from(this.columns), values: Float64Array.from(this.factors) },
      });
      model.run();
      const { rowDual } = model.getSolution();
      return Math.min(this.boundBy(rowDual.map((price) => Math.max(0, price))), this.boundBy(rowDual.map((price) => Math.max(0, -price))));
    });
  }

  /** Weak duality: the rows at their prices, and of each column what it gains beyond them. */
  private boundBy(prices: Float64Array): number {
    const left = Float64Array.from(this.gains);
    let bound = 0;
    for (let row = 0; row < this.limits.length; row += 1) {
      bound += prices[row]! * this.limits[row]!;
      for (let entry = this.begins[row]!; entry < this.begins[row + 1]!; entry += 1) left[this.columns[entry]!]! -= prices[row]! * this.factors[entry]!;
    }
    return left.reduce((sum, gain) => sum + Math.max(0, gain), bound);
  }
}

let loaded: Promise<Highs> | undefined;

/** Its types are of its CommonJS build, its module here is the other one, whose default export is the loader itself. */
const load = (): Promise<Highs> => (loaded ??= import('highs').then(async ({ default: loader }) => await (loader as unknown as typeof loader.default)()));
