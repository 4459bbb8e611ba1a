import { describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';

const bounds = { batch: 100, batchWeight: 1_000, waiting: 1_000, waitingWeight: 10_000 };
const never = () => false;

/** A store whose batches a test releases one by one. */
function gated() {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const store = async (batch: readonly number[]): Promise<number[]> => {
    batches.push([...batch]);
    await new Promise<void>((open) => gates.push(open));
    return batch.map((task) => task * 10);
  };
  return { batches, store, release: () => gates.shift()?.() };
}
/** A task for which there is room. */
const put = <Outcome>(queue: GroupCommit<number, Outcome>, task: number, weight = 1): Promise<Outcome> => queue.submit(task, weight) ?? Promise.reject(new Error('no room'));
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('group commit', () => {
  it('takes together what arrived while the last batch was in flight', async () => {
    const { batches, store, release } = gated();
    const queue = new GroupCommit(store, never, bounds);
    const first = put(queue, 1);
    await turn();
    const rest = [2, 3, 4].map((task) => put(queue, task));
    await turn();
    expect(batches).toEqual([[1]]);
    release();
    expect(await first).toBe(10);
    await turn();
    expect(batches).toEqual([[1], [2, 3, 4]]);
    release();
    expect(await Promise.all(rest)).toEqual([20, 30, 40]);
    await queue.settled();
  });

  it('takes together what arrived in one turn', async () => {
    const batches: number[][] = [];
    const queue = new GroupCommit(async (batch: readonly number[]) => { batches.push([...batch]); return [...batch]; }, never, bounds);
    await Promise.all([1, 2, 3].map((task) => put(queue, task)));
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('cuts batches by number and by weight, and lets one heavy task pass alone', async () => {
    const batches: number[][] = [];
    const queue = new GroupCommit(async (batch: readonly number[]) => { batches.push([...batch]); return [...batch]; }, never, { ...bounds, batch: 2, batchWeight: 10 });
    await Promise.all([put(queue, 1), put(queue, 2), put(queue, 3, 6), put(queue, 4, 6), put(queue, 5, 50)]);
    expect(batches).toEqual([[1, 2], [3], [4], [5]]);
  });

  it('takes no more than may wait, and takes again when there is room', async () => {
    const { store, release } = gated();
    const queue = new GroupCommit(store, never, { ...bounds, waiting: 2, waitingWeight: 5 });
    const running = put(queue, 1);
    await turn();
    const waiting = [queue.submit(2, 3), queue.submit(3, 3), queue.submit(4, 2), queue.submit(5, 0)];
    expect(waiting.map((given) => given === undefined)).toEqual([false, true, false, true]);
    release();
    await running;
    await turn();
    expect(queue.submit(6, 1)).toBeDefined();
    release();
    await turn();
    release();
    await queue.settled();
  });

  it('finds the one task that cannot be stored, and stores the others', async () => {
    const stored: number[] = [];
    const queue = new GroupCommit(async (batch: readonly number[]) => {
      if (batch.includes(7)) throw new Error('poison');
      stored.push(...batch);
      return [...batch];
    }, never, bounds);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => put(queue, i)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[7]).toMatchObject({ status: 'rejected' });
    expect(stored.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i).filter((i) => i !== 7));
  });

  it('fails a whole batch at once when the store is away, tries it once, and goes on with the next', async () => {
    let away = true, calls = 0;
    const queue = new GroupCommit(async (batch: readonly number[]) => {
      calls += 1;
      if (away) throw new Error('away');
      return [...batch];
    }, () => true, bounds);
    const outcomes = await Promise.allSettled([1, 2, 3].map((task) => put(queue, task)));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(calls).toBe(1);
    away = false;
    expect(await put(queue, 4)).toBe(4);
  });
});
