/**
 * Decides whether a run kept the guarantees of the service: acknowledged implies stored (G1), sequences 1 to n without
 * gaps (G2), one effect per id (G3), what was delivered is what is stored, in one order for all (G1, G2, G4), one commit
 * per epoch (G5), an unbroken audit chain (G8). Reads the database itself, not what the service says of it.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Ledger } from './ledger.js';

interface Row { space: string; seq: string; id: string; type: string; epoch: string }

/** Every violation in words; empty when all guarantees held. */
export async function violations(ledger: Ledger, database: pg.ClientBase): Promise<string[]> {
  const { rows } = await database.query<Row>('select space, seq, id, type, epoch from entry order by space, seq');
  const stored = new Map(rows.map((row) => [`${row.space}/${row.seq}`, row.type === 'commit' ? `commit ${row.seq}` : row.id]));
  const places = new Map(rows.map((row) => [row.id, Number(row.seq)]));
  return [
    ...ledger.contradictions,
    ...missing(ledger, places),
    ...gaps(rows),
    ...await heads(rows, database),
    ...repeated(rows),
    ...strangers(ledger, stored),
    ...disorder(ledger),
    ...wrongSuffixes(ledger, rows),
    ...forks(rows),
    ...await brokenAudit(database),
  ];
}

function missing(ledger: Ledger, places: ReadonlyMap<string, number>): string[] {
  return [...ledger.acknowledged.values()].flatMap(({ id, seq }) => {
    const at = places.get(id);
    if (at === undefined) return [`G1: ${id} was acknowledged as ${seq} and is not stored`];
    return at === seq ? [] : [`G3: ${id} was acknowledged as ${seq} and is stored as ${at}`];
  });
}

function gaps(rows: readonly Row[]): string[] {
  return [...Map.groupBy(rows, (row) => row.space)].flatMap(([space, entries]) => {
    const at = entries.findIndex((entry, i) => Number(entry.seq) !== i + 1);
    return at < 0 ? [] : [`G2: ${space} has no entry ${at + 1}`];
  });
}

async function heads(rows: readonly Row[], database: pg.ClientBase): Promise<string[]> {
  const spaces = await database.query<{ id: string; last_seq: string }>('select id, last_seq from space');
  const last = new Map(rows.map((row) => [row.space, Number(row.seq)]));
  return spaces.rows.flatMap(({ id, last_seq }) => (Number(last_seq) === (last.get(id) ?? 0) ? [] : [`G2: ${id} says its last entry is ${last_seq}, it is ${last.get(id) ?? 0}`]));
}

function repeated(rows: readonly Row[]): string[] {
  return [...Map.groupBy(rows, (row) => `${row.space} ${row.id}`)].flatMap(([id, entries]) => (entries.length === 1 ? [] : [`G3: ${id} is stored ${entries.length} times`]));
}

function strangers(ledger: Ledger, stored: ReadonlyMap<string, string>): string[] {
  return [...ledger.delivered].flatMap(([observer, places]) => places.flatMap(({ space, seq, id }) => {
    const found = stored.get(`${space}/${seq}`);
    return found === id ? [] : [`G1: ${observer} was given ${id} as ${seq} of ${space}, where ${found ?? 'nothing'} is stored`];
  }));
}

/** Each observer sees each space in strictly rising order; with `strangers`, all of them see the one order. */
function disorder(ledger: Ledger): string[] {
  return [...ledger.delivered].flatMap(([observer, places]) => {
    const last = new Map<string, number>();
    return places.flatMap(({ space, seq }) => {
      const before = last.get(space) ?? 0;
      last.set(space, seq);
      return seq > before ? [] : [`G2: ${observer} was given ${seq} of ${space} after ${before}`];
    });
  });
}

function forks(rows: readonly Row[]): string[] {
  const commits = Map.groupBy(rows.filter((row) => row.type === 'commit'), (row) => `${row.space} epoch ${row.epoch}`);
  return [...commits].flatMap(([epoch, entries]) => (entries.length === 1 ? [] : [`G5: ${epoch} ends in ${entries.length} commits`]));
}

interface Audit { seq: string; at: Date; actor: string | null; action: string; subject: string | null; outcome: string; rule: string | null; hash: Buffer }

/** The audit chain, recomputed apart from the service's own code. */
async function brokenAudit(database: pg.ClientBase): Promise<string[]> {
  const { rows } = await database.query<Audit>('select seq, at, actor, action, subject, outcome, rule, hash from audit_entry order by seq');
  let previous: Uint8Array = Buffer.alloc(32);
  for (const [i, row] of rows.entries()) {
    if (Number(row.seq) !== i + 1) return [`G8: the audit has no entry ${i + 1}`];
    const text = JSON.stringify([i + 1, row.at.toISOString(), row.actor, row.action, row.subject, row.outcome, row.rule]);
    const hash = createHash('sha256').update('comity audit v1\0').update(previous).update(text).digest();
    if (!hash.equals(row.hash)) return [`G8: entry ${i + 1} of the audit does not follow from the one before`];
    previous = hash;
  }
  const { rows: [head] } = await database.query<{ seq: string; hash: Buffer }>('select seq, hash from audit_head');
  return head !== undefined && Number(head.seq) === rows.length && head.hash.equals(previous) ? [] : ['G8: the head of the audit is not its last entry'];
}

/** Whether each catch-up brought exactly what was missing (G4). */
function wrongSuffixes(ledger: Ledger, rows: readonly Row[]): string[] {
  const spaces = Map.groupBy(rows, (row) => row.space);
  return ledger.resumptions.flatMap(({ observer, space, after, head, places }) => {
    const expected = (spaces.get(space) ?? []).slice(after, head).map(nameOf);
    const got = places.slice(0, expected.length).map(({ seq, id }) => `${seq} ${id}`);
    return got.length === expected.length && got.every((place, i) => place === expected[i]) ? [] : [`G4: ${observer} resumed after ${after} and was given ${places.length} entries instead of those up to ${head}`];
  });
}

/** Clients know a commit by its place only: its id is the service's and its author's. */
const nameOf = (row: Row): string => (row.type === 'commit' ? `${row.seq} commit ${row.seq}` : `${row.seq} ${row.id}`);
