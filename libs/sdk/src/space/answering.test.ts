import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { Answering } from './answering.js';
import { EpochMarks } from './epoch-marks.js';
import type { Ground } from './ground.js';
import type { Ask } from './record.js';

const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const [ana, ben] = ['ana', 'ben'] as PractitionerId[] as [PractitionerId, PractitionerId];

describe('what a device asks for', () => {
  let record: { asks: Ask[] };
  let answering: Answering;
  beforeEach(() => {
    record = { asks: [] };
    const marks = new EpochMarks({ list: () => Promise.resolve([]) } as never, 's' as SpaceId);
    for (let epoch = 1; epoch <= 6; epoch += 1) marks.begin(epoch, epoch * 10, sentAt, { seats: [ana, ben].map((person) => ({ practitioner: person, device: `${person}'s` as DeviceId })), policy: null }, true);
    const space = { record, marks, retention: { firstLeft: 0 }, epochKeys: { get: (epoch: number) => ({ epoch }) } };
    answering = new Answering(space as unknown as Ground, { secrets: { practitioner: ana } } as never);
  });

  const ask = (id: string, epochs: number[], not: PractitionerId[] = [], device = "ben's") =>
    answering.asked({ v: 1, type: 'ask', epochs, not, sentAt }, { id: id as ItemId, device: device as DeviceId, by: ben });

  it('in more than one item stands together: the next takes nothing back but what it names anew', async () => {
    await ask('first', [4, 5, 6]);
    await ask('of another device', [4], [], "ben's next");
    await ask('second', [1, 2, 3]);
    expect(record.asks.map(({ id, epochs }) => [id, epochs])).toEqual([['first', [4, 5, 6]], ['of another device', [4]], ['second', [1, 2, 3]]]);
    // Asked of others, and of this one no more.
    await ask('third', [3, 4], [ana]);
    await ask('fourth', [5, 6], ['chi' as PractitionerId]);
    expect(record.asks.map(({ id, epochs, not }) => [id, epochs, not])).toEqual([['of another device', [4], []], ['second', [1, 2], []], ['fourth', [5, 6], ['chi']]]);
  });
});
