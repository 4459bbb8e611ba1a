/** A formula in clauses, and the counts that are written with them. Variables are numbers from 1; minus one is its opposite. */
export class Formula {
  private variables = 0;
  private pending: number[][] = [];

  variable(): number {
    return (this.variables += 1);
  }

  /** One of these at least. */
  clause(...literals: readonly number[]): void {
    this.pending.push([...literals]);
  }

  /** The clauses since it was asked last. */
  take(): readonly number[][] {
    const clauses = this.pending;
    this.pending = [];
    return clauses;
  }

  atMostOne(literals: readonly number[]): void {
    if (literals.length > 6) {
      const some = this.variable();
      const first = literals.slice(0, 4);
      this.atMostOne(first);
      for (const literal of first) this.clause(-literal, some);
      this.atMostOne([some, ...literals.slice(4)]);
      return;
    }
    for (const [i, one] of literals.entries()) for (const other of literals.slice(i + 1)) this.clause(-one, -other);
  }

  atMost(limit: number, literals: readonly number[]): void {
    if (literals.length <= limit) return;
    if (limit === 0) for (const literal of literals) this.clause(-literal);
    else if (limit === 1) this.atMostOne(literals);
    else this.clause(-this.count(literals, limit + 1)[limit]!);
  }

  /** One of these, or nothing: a variable that is true exactly if one of the literals is. */
  any(literals: readonly number[]): number {
    if (literals.length === 1) return literals[0]!;
    const some = this.variable();
    for (const literal of literals) this.clause(-literal, some);
    this.clause(-some, ...literals);
    return some;
  }

  /** A variable that is true at least if one of the literals is. */
  some(literals: readonly number[]): number {
    if (literals.length === 1) return literals[0]!;
    const variable = this.variable();
    for (const literal of literals) this.clause(-literal, variable);
    return variable;
  }

  /** A totalizer: the i-th answer is true if more than i of the literals are, up to `most`; with `exact` it is true only then. */
  count(literals: readonly number[], most = literals.length, exact = false): number[] {
    if (literals.length <= 1) return [...literals];
    const half = literals.length >> 1;
    const left = this.count(literals.slice(0, half), most, exact);
    const right = this.count(literals.slice(half), most, exact);
    const sums = Array.from({ length: Math.min(most, left.length + right.length) }, () => this.variable());
    // what was cut off at `most` says nothing about how many there are at the end
    const cut = (side: readonly number[], i: number) => i === side.length && side.length >= most;
    for (let i = 0; i <= left.length; i += 1) {
      for (let j = 0; j <= right.length; j += 1) {
        if (i + j > 0) this.clause(sums[Math.min(i + j, sums.length) - 1]!, ...(i > 0 ? [-left[i - 1]!] : []), ...(j > 0 ? [-right[j - 1]!] : []));
        if (exact && i + j < sums.length && !cut(left, i) && !cut(right, j)) this.clause(-sums[i + j]!, ...(i < left.length ? [left[i]!] : []), ...(j < right.length ? [right[j]!] : []));
      }
    }
    for (let i = 1; i < sums.length; i += 1) this.clause(-sums[i]!, sums[i - 1]!);
    return sums;
  }
}
