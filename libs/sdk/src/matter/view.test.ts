import { beforeAll, describe, expect, it } from '@jest/globals';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, DeviceId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { caseHash, encodeMessage, ready, type CaseContent, type Dossier } from '@comity/e2ee';
import { stepOf } from './compose.js';
import { take, type Matter, type Network } from './law.js';
import { stepsOf, viewOf } from './view.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const [space, device, ana] = [uuid<SpaceId>(1), uuid<DeviceId>(2), uuid<PractitionerId>(20)];
const [nairobi, paris] = [uuid<AuthorityId>(10), uuid<AuthorityId>(11)];
const ids = Array.from({ length: 20 }, (_, n) => uuid(30 + n));
const network: Network = { authorityOf: () => nairobi, stateOf: (authority) => (authority === paris ? 'FR' : 'KE'), humanOf: (person) => person };
const at = (minute: number) => new Date(Date.parse('2027-03-01T12:00:00.000Z') + minute * 60_000).toISOString() as Instant;
const dossier: Dossier = { requesting: nairobi, requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Payments', urgent: false, sections: [], measures: ids.map((id) => ({ id, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' })) };

/** Goes back and forth between draft and review, for all measures at once. */
function driven(rounds: number): Matter {
  let matter: Matter | null = null;
  let [seq, now] = [0, 0];
  const add = (content: CaseContent): void => {
    const encoded = encodeMessage(content);
    const verdict = take(matter, { seq: (seq += 1), by: ana, device, at: content.sentAt, hash: encoded.ok ? caseHash(space, ana, encoded.bytes) : '', content }, network, ana);
    if (!verdict.ok) throw new Error(verdict.refusal.code);
    ({ matter } = verdict);
  };
  add({ v: 1, type: 'dossier', after: null, dossier, sentAt: at(now) });
  add(stepOf(matter!, ids, { action: 'draft' }, {}, at((now += 1))));
  for (let round = 0; round < rounds; round += 1) {
    add(stepOf(matter!, ids, { action: 'submit' }, {}, at((now += 1))));
    add(stepOf(matter!, ids, { action: 'return', words: { reasons: 'Not yet' } }, {}, at((now += 1))));
  }
  return matter!;
}

describe('a request of very many steps', () => {
  it('shows the newest of each measure, and says how many were before, which are there to be asked for', () => {
    const matter = driven(300);
    const view = viewOf(matter, { space, draft: space, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: ana, network, now: at(10_000) });
    expect(view.measureViews.map(({ steps, earlier }) => [steps.length, earlier])).toEqual(ids.map(() => [50, 551]));
    expect(view.officer).toBe(ana);
    expect(JSON.stringify(view).length).toBeLessThan(1_000_000);
    const measure = matter.measures[0]!;
    expect([...stepsOf(matter, measure, 0, 551), ...view.measureViews[0]!.steps]).toEqual(stepsOf(matter, measure, 0, 601));
    expect(stepsOf(matter, measure, 549, 551).map(({ action }) => action)).toEqual(['submit', 'return']);
  });
});
