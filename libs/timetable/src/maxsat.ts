/**
 * The cheapest way to make a formula true, core by core (OLL, Andres et al. 2012; Morgado, Dodaro, Marques-Silva 2014), on CaDiCaL. Everything that costs is assumed false; where that cannot be, the solver
 * names assumptions that cannot be together, one of them is paid for, and a count of the others takes their place.
 */
import type { Cadical, SolverOptions } from 'cadical-wasm';
import type { Price } from './encoding.js';
import type { Formula } from './formula.js';

export interface Effort {
  /** True once it is to end without an answer. */
  readonly over: () => boolean;
  readonly solver: SolverOptions;
}

export interface Cheapest {
  readonly status: 'cheapest' | 'impossible' | 'unfinished';
  /** Of each level, what it costs at least; of the first that is unfinished as far as it came, of later ones 0. */
  readonly costs: readonly number[];
  /** By variable; of the cheapest. */
  readonly model?: readonly boolean[];
}

/** Each level counts only among what is cheapest by the levels before. */
export async function cheapest(formula: Formula, levels: readonly (readonly Price[])[], { over, solver: options }: Effort): Promise<Cheapest> {
  const { Cadical, createModule } = await import('cadical-wasm');
  const solver = new Cadical(await createModule(), { factor: 0, ...options });
  const costs = levels.map(() => 0);
  try {
    solver.setTerminate(over);
    let model: readonly boolean[] | undefined;
    for (const [number, prices] of levels.entries()) {
      if (prices.length === 0 && number < levels.length - 1) continue;
      const level = new Level(formula, solver, prices, over);
      const status = level.solve();
      costs[number] = level.paid;
      if (status === 'unknown') return { status: 'unfinished', costs };
      if (status === 'unsatisfiable') return { status: 'impossible', costs };
      model = solver.model();
      level.keep();
    }
    return { status: 'cheapest', costs, ...(model === undefined ? {} : { model }) };
  } finally {
    solver.dispose();
  }
}

class Level {
  paid = 0;
  /** What is assumed (the opposite of what costs), with what giving it up costs. */
  private readonly assumed = new Map<number, number>();
  /** Of an assumption about a count: the count, and how many of it may be. */
  private readonly counts = new Map<number, { readonly sums: readonly number[]; readonly at: number }>();

  constructor(private readonly formula: Formula, private readonly solver: Cadical, prices: readonly Price[], private readonly over: () => boolean) {
    for (const { literal, cost } of prices) this.assume(-literal, cost);
  }

  solve(): 'satisfiable' | 'unsatisfiable' | 'unknown' {
    // dear ones first: their cores are those that matter
    let least = Math.max(0, ...this.assumed.values());
    for (;;) {
      this.write();
      const status = this.solver.solve({ assumptions: [...this.assumed.keys()].filter((literal) => this.assumed.get(literal)! >= least) });
      if (status === 'unknown') return status;
      if (status === 'satisfiable') {
        const cheaper = [...this.assumed.values()].filter((cost) => cost < least);
        if (cheaper.length === 0) return status;
        least = Math.max(...cheaper);
        continue;
      }
      const core = this.smaller(this.solver.failedAssumptions());
      if (core.length === 0) return status;
      this.pay(core);
    }
  }

  /** From now on this level stays as cheap as it is. */
  keep(): void {
    for (const literal of this.assumed.keys()) this.solver.addClause([literal]);
  }

  private pay(core: readonly number[]): void {
    const cost = Math.min(...core.map((literal) => this.assumed.get(literal)!));
    this.paid += cost;
    for (const literal of core) {
      const left = this.assumed.get(literal)! - cost;
      if (left > 0) this.assumed.set(literal, left);
      else this.assumed.delete(literal);
      const count = this.counts.get(literal);
      if (count !== undefined) this.limit(count.sums, count.at + 1, cost);
    }
    if (core.length === 1) this.formula.clause(-core[0]!);
    else this.limit(this.formula.count(core.map((literal) => -literal)), 1, cost);
  }

  /** Assumes that no more than `at` of what was counted are true. */
  private limit(sums: readonly number[], at: number, cost: number): void {
    if (at >= sums.length) return;
    this.assume(-sums[at]!, cost);
    this.counts.set(-sums[at]!, { sums, at });
  }

  private assume(literal: number, cost: number): void {
    this.assumed.set(literal, (this.assumed.get(literal) ?? 0) + cost);
  }

  private write(): void {
    this.solver.addClauses(this.formula.take());
  }

  /** A part of a core that is one, too, as far as that is quickly seen. */
  private smaller(found: readonly number[]): readonly number[] {
    let core = found;
    const failsBy = (some: readonly number[], conflicts: number): readonly number[] | undefined =>
      this.solver.solve({ assumptions: some, conflicts }) === 'unsatisfiable' ? this.solver.failedAssumptions() : undefined;
    for (let round = 0; round < 2 && core.length > 1; round += 1) {
      const next = failsBy(core, 3000);
      if (next === undefined || next.length >= core.length) break;
      core = next;
    }
    if (core.length >= 60) return core;
    for (let i = 0; i < core.length && core.length > 1 && !this.over();) {
      const next = failsBy(core.filter((_, j) => j !== i), 200);
      if (next === undefined) i += 1;
      else {
        core = next;
        i = 0;
        if (core.length > 40) break;
      }
    }
    return core;
  }
}
