import { expect, it } from '@jest/globals';
import type { ToldView } from '@comity/sdk';
import type { Desk } from '../desk.js';
import { told } from './told.js';

it('what the service was told is named as not compared where this device has not read all of it', async () => {
  const one = { space: 's', kind: 'mla', requesting: 'a', requested: 'b', urgent: false, facilitated: false, offence: null, stage: 'done', transmittedAt: '2026-03-01T12:00:00.000Z', lastAt: '2026-03-01T12:00:00.000Z', endedAt: null } as unknown as ToldView;
  let shown: readonly string[] = [];
  const client = {
    phase: () => ({ phase: 'ready' }), on: () => () => undefined, settled: () => Promise.resolve(), authorities: () => Promise.resolve([]),
    toldMatters: () => Promise.resolve([{ ...one, signed: null, otherwise: [] }, { ...one, signed: { ...one }, otherwise: [] }]),
  };
  await told({ client, output: { show: (_value: unknown, lines: readonly string[]) => { shown = lines; } }, settings: { options: {} } } as unknown as Desk);
  expect(shown).toEqual(['s  2026-03-01  mla  a to b: done; not compared: this device has not read all of it', 's  2026-03-01  mla  a to b: done']);
});
