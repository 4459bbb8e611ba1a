import { describe, expect, it } from '@jest/globals';
import type { MatterStage } from '@comity/contracts';
import { standingOfTold } from './told.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const step = (seq: number, ...items: [id: string, stage: MatterStage][]) => ({ seq, at: at(seq), items: items.map(([id, stage]) => ({ id, stage })) });

describe('where a request stands', () => {
  const steps = [step(1, ['a', 'transmitted'], ['b', 'transmitted']), step(3, ['a', 'acknowledged'], ['b', 'acknowledged']), step(5, ['a', 'done']), step(8, ['b', 'refused'])];

  it('follows from its items, in the order of the log, whatever was told first', () => {
    const ended = { stage: 'done', outcome: 'done', acknowledgedAt: at(3), endedAt: at(8), lastAt: at(8) };
    expect(standingOfTold(steps)).toEqual(ended);
    expect(standingOfTold([...steps].reverse())).toEqual(ended);
  });
  it('is that of the least advanced that is open', () => {
    expect(standingOfTold(steps.slice(0, 3))).toEqual({ stage: 'acknowledged', outcome: null, acknowledgedAt: at(3), endedAt: null, lastAt: at(5) });
  });
  it('keeps its outcome and the day of it when it is closed', () => {
    expect(standingOfTold([...steps, step(9, ['a', 'closed'], ['b', 'closed'])])).toMatchObject({ stage: 'closed', outcome: 'done', endedAt: at(8), lastAt: at(9) });
    expect(standingOfTold([step(1, ['a', 'in-execution']), step(2, ['a', 'closed'])])).toMatchObject({ stage: 'closed', outcome: 'closed', endedAt: at(2) });
  });
  it('is open again when something goes on', () => {
    expect(standingOfTold([step(1, ['a', 'impossible']), step(2, ['a', 'in-execution'])])).toMatchObject({ stage: 'in-execution', outcome: null, endedAt: null });
  });
  it('is withdrawn when all of it was, which nobody had to acknowledge', () => {
    expect(standingOfTold([step(1, ['a', 'withdrawn'], ['b', 'refused'])]).outcome).toBe('refused');
    expect(standingOfTold([step(1, ['a', 'withdrawn'])])).toMatchObject({ outcome: 'withdrawn', acknowledgedAt: null });
  });
});
