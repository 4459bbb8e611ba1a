import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorityId, DeviceId, HandlingCode, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { contentLimits, encodeMessage, offerHash, offerLimits, offerSecretRule, openOffer, readOfferContent, ready, sealOffer, toBase64Url, wordsHash, writeOfferContent, type Offer, type OfferStep, type StepWords } from '@comity/e2ee';
import { lastOf, mostOf, noOffers, stateOf, take, type Network, type OfferItem, type Offers, type Verdict } from './law.js';
import { summaryOf, viewOf } from './view.js';

beforeAll(ready);

const id = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const [nairobi, paris, lyon] = [id<AuthorityId>(1), id<AuthorityId>(2), id<AuthorityId>(3)];
const [wanjiru, otieno, claire, marc, jules, stranger] = [11, 12, 13, 14, 15, 16].map((n) => id<PractitionerId>(n)) as [PractitionerId, PractitionerId, PractitionerId, PractitionerId, PractitionerId, PractitionerId];
const authorities = new Map([[wanjiru, nairobi], [otieno, nairobi], [claire, paris], [marc, paris], [jules, lyon]]);
const network: Network = { authorityOf: (person) => authorities.get(person) };
const space = id<SpaceId>(50);
const day = (n: number) => new Date(Date.parse('2027-03-01T09:00:00.000Z') + n * 86_400_000).toISOString() as Instant;
const said = (member: string, text: string): StepWords => ({ member, salt: 'A'.repeat(22), text });

/** Plays a log: each item a day after the last. */
class Log {
  offers: Offers = noOffers;
  private seq = 0;
  item(by: PractitionerId, content: Offer | OfferStep, handling: HandlingCode = 'none', at = content.sentAt): OfferItem {
    this.seq += 1;
    const written = writeOfferContent(content);
    if (!written.ok) throw new Error(written.rule);
    const encoded = encodeMessage(written.content);
    if (!encoded.ok) throw new Error(encoded.rule);
    return { space, id: id<ItemId>(1_000 + this.seq), seq: this.seq, by, device: id<DeviceId>(90), at, handling, hash: offerHash(space, by, handling, encoded.bytes), content };
  }
  get today(): Instant { return day(this.seq + 1); }
  put(item: OfferItem): Verdict {
    const verdict = take(this.offers, item, network);
    if (verdict.ok) ({ offers: this.offers } = verdict);
    return verdict;
  }
  get one() { return [...this.offers.values()].at(-1)!; }
  /** A step on the newest offer, as a client of ours would write it; `more` as one that keeps no rules. */
  step(by: PractitionerId, action: string, words: StepWords[] = [], more: Partial<OfferStep> = {}): Verdict {
    const { hash, line, uses } = this.one;
    const on = more.use == null ? line : uses.get(more.use) ?? line;
    const carries = { ...(action === 'accept' && { conditions: hash }), ...Object.fromEntries(words.map((each) => [each.member, wordsHash(each)])) };
    return this.put(this.item(by, { type: 'offer-step', on: hash, use: null, after: lastOf(on), action, carries, words, key: null, request: null, sentAt: this.today, ...more }));
  }
}

const secret = { text: 'Account 77 received three payments', files: [] };
function offered(more: Partial<Offer> = {}, by = wanjiru, handling: HandlingCode = 'H1') {
  const log = new Log();
  const { key, sealed, hash } = sealOffer(space, by, secret);
  const offer: Offer = { type: 'offer', to: paris, basis: ['uncac'], nature: 'Payments through a bank in Paris', conditions: ['Not in court without our consent', 'Not to third States'], restriction: null, evaluation: { source: 'B', information: 2 }, tlp: null, sealed, hash, sentAt: log.today, ...more };
  return { log, key: toBase64Url(key), offer, verdict: log.put(log.item(by, offer, handling)) };
}
const delivered = () => {
  const all = offered();
  all.log.step(claire, 'accept');
  all.log.step(wanjiru, 'deliver', [], { key: all.key });
  return all;
};
const refusal = (verdict: Verdict) => (verdict.ok ? 'stands' : [verdict.refusal.code, verdict.refusal.entry, verdict.refusal.article]);

describe('information under conditions', () => {
  it('is offered, accepted, delivered, and opens then alone', () => {
    const { log, key, verdict } = offered();
    expect([refusal(verdict), stateOf(log.one), log.one.content]).toEqual(['stands', 'OFFERED', null]);
    expect([refusal(log.step(claire, 'accept')), stateOf(log.one), log.one.content]).toEqual(['stands', 'ACCEPTED', null]);
    expect([refusal(log.step(wanjiru, 'deliver', [], { key })), stateOf(log.one), log.one.content?.text]).toEqual(['stands', 'DELIVERED', secret.text]);
    expect(log.one.line.standing.events.map(({ action, actor }) => `${actor} ${action}`)).toEqual(['providing offer', 'receiving accept', 'providing deliver']);
  });

  it('tells of each step when its author says it was taken and when the service had it, which has no word on what still waits', () => {
    const { log, offer } = offered();
    const { hash } = log.one;
    const accept: OfferStep = { type: 'offer-step', on: hash, use: null, after: hash, action: 'accept', carries: { conditions: hash }, words: [], key: null, request: null, sentAt: offer.sentAt };
    const seen = () => viewOf(log.one, space, { content: null, held: null, refusal: null, refused: [] }, { person: claire, network, now: log.today }).steps.map(({ seq, at, storedAt }) => [seq, at, storedAt]);
    expect(seen()).toEqual([[log.one.seq, offer.sentAt, offer.sentAt]]);
    const late = log.item(claire, accept, 'none', day(9));
    const { offers } = log;
    expect(refusal(log.put(late))).toBe('stands');
    expect(seen()).toEqual([[log.one.seq, offer.sentAt, offer.sentAt], [late.seq, offer.sentAt, day(9)]]);
    log.offers = offers;
    expect(refusal(log.put({ ...late, seq: null }))).toBe('stands');
    expect(seen()[1]).toEqual([null, offer.sentAt, null]);
  });

  it('is declined with reasons, and not delivered then', () => {
    const { log, key } = offered();
    expect(refusal(log.step(marc, 'decline', [said('reasons', 'We cannot keep that')]))).toBe('stands');
    expect(refusal(log.step(claire, 'accept'))).toEqual(['not-in-this-state', 'accept', 'UNCAC 46(5); Budapest 26(2)']);
    expect(refusal(log.step(wanjiru, 'deliver', [], { key }))).toEqual(['not-in-this-state', 'deliver', 'UNCAC 46(4)–(5), 56']);
    expect([stateOf(log.one), log.one.content]).toEqual(['DECLINED', null]);
  });

  it('is accepted by the other side alone, once, and on its own conditions', () => {
    const { log, key } = offered({ basis: ['budapest'] });
    expect(refusal(log.step(wanjiru, 'deliver', [], { key }))).toEqual(['gate', 'CONDITIONS_BEFORE_CONTENT', 'Budapest 26(2)']);
    for (const person of [wanjiru, otieno]) expect(refusal(log.step(person, 'accept'))).toEqual(['not-your-step', 'accept', 'UNCAC 46(5); Budapest 26(2)']);
    for (const person of [jules, stranger]) expect(refusal(log.step(person, 'accept'))).toEqual(['no-party', 'accept', '—']);
    for (const carries of [{ conditions: 'B'.repeat(43) }, {}]) expect(refusal(log.step(claire, 'accept', [], { carries }))).toEqual(['other-conditions', 'accept', '—']);
    expect(refusal(log.step(claire, 'accept', [said('conditions', 'None')]))).toEqual(['wrong-words', 'conditions', '—']);
    const { hash } = log.one;
    expect(refusal(log.step(claire, 'accept'))).toBe('stands');
    expect(refusal(log.step(marc, 'accept', [], { after: hash }))).toEqual(['overtaken', 'accept', '—']);
    expect(refusal(log.step(marc, 'decline', [], { after: hash }))).toEqual(['overtaken', 'accept', '—']);
    expect(refusal(log.step(marc, 'accept'))).toEqual(['not-in-this-state', 'accept', 'UNCAC 46(5); Budapest 26(2)']);
    expect(refusal(log.step(wanjiru, 'deliver', [], { key }))).toBe('stands');
  });

  it('is refused when it is no such offer', () => {
    expect(refusal(offered({ to: nairobi }).verdict)).toEqual(['wrong-authority', 'offer', '—']);
    expect(refusal(offered({}, stranger).verdict)).toEqual(['no-party', 'offer', '—']);
    expect(refusal(offered({ basis: ['no-treaty'] }).verdict)).toEqual(['unknown-instrument', 'no-treaty', '—']);
    expect(refusal(offered({ basis: ['eaw'] }).verdict)).toEqual(['not-governed', 'spontaneous', '—']);
    expect(refusal(offered({ basis: [] }).verdict)).toEqual(['malformed', 'offer', '—']);
    expect(refusal(offered({ restriction: 'Ask first' }).verdict)).toEqual(['altered', 'offer', '—']);
    expect(refusal(offered({}, wanjiru, 'H3').verdict)).toEqual(['altered', 'offer', '—']);
    const { log, offer } = offered();
    const again = log.item(wanjiru, offer, 'H1');
    expect(refusal(log.put(again))).toEqual(['taken', 'offer', '—']);
    expect(refusal(log.put(log.item(wanjiru, { ...offer, sentAt: day(40) }, 'H1', day(39))))).toEqual(['ahead-of-its-time', 'offer', '—']);
    expect(refusal(log.step(claire, 'accept', [], { on: 'C'.repeat(43) }))).toEqual(['no-offer', 'accept', '—']);
    expect(refusal(log.step(claire, 'accept', [], { after: 'C'.repeat(43) }))).toEqual(['wrong-predecessor', 'accept', '—']);
  });

  it('is delivered by what was offered alone', () => {
    const { log, key } = offered();
    log.step(claire, 'accept');
    const other = toBase64Url(sealOffer(space, wanjiru, { text: 'Nothing', files: [] }).key);
    expect(refusal(log.step(wanjiru, 'deliver', [], { key: other }))).toEqual(['other-content', 'deliver', '—']);
    expect(refusal(log.step(claire, 'deliver', [], { key }))).toEqual(['not-your-step', 'deliver', 'UNCAC 46(4)–(5), 56']);
    expect([stateOf(log.one), log.one.content]).toEqual(['ACCEPTED', null]);
    expect(refusal(log.step(otieno, 'deliver', [], { key }))).toBe('stands');
    // A box that opens to other words than its hash says is none of what was offered.
    const [one, two] = [sealOffer(space, wanjiru, secret), sealOffer(space, wanjiru, { text: 'Other', files: [] })];
    const swapped = offered({ sealed: two.sealed, hash: one.hash });
    swapped.log.step(claire, 'accept');
    for (const each of [one, two]) expect(refusal(swapped.log.step(wanjiru, 'deliver', [], { key: toBase64Url(each.key) }))).toEqual(['other-content', 'deliver', '—']);
    expect(openOffer(space, wanjiru, one, one.key)?.text).toBe(secret.text);
    expect([openOffer(space, otieno, one, one.key), openOffer(id<SpaceId>(51), wanjiru, one, one.key), openOffer(space, wanjiru, one, new Uint8Array(3))]).toEqual([undefined, undefined, undefined]);
  });

  it('lets the receiver ask for a wider use, one purpose at a time, and the provider answer', () => {
    const early = offered();
    expect(refusal(early.log.step(claire, 'request-consent', [said('purpose', 'A civil claim')]))).toEqual(['not-delivered', 'request-consent', '—']);
    const { log } = delivered();
    expect(refusal(log.step(wanjiru, 'request-consent', [said('purpose', 'A civil claim')]))).toEqual(['not-your-step', 'request-consent', 'UNCAC 46(19)']);
    expect(refusal(log.step(claire, 'request-consent'))).toEqual(['missing', 'purpose', 'UNCAC 46(19)']);
    expect(refusal(log.step(claire, 'request-consent', [said('purpose', 'A civil claim')]))).toBe('stands');
    expect(refusal(log.step(marc, 'request-consent', [said('purpose', 'A tax matter')]))).toBe('stands');
    const [civil, tax] = [...log.one.uses.keys()];
    expect(refusal(log.step(marc, 'grant', [], { use: civil! }))).toEqual(['not-your-step', 'grant', 'UNCAC 46(19)']);
    expect(refusal(log.step(wanjiru, 'grant', [said('conditions', 'Under seal')], { use: civil! }))).toBe('stands');
    expect(refusal(log.step(otieno, 'refuse', [], { use: civil!, after: civil! }))).toEqual(['overtaken', 'grant', '—']);
    expect(refusal(log.step(otieno, 'refuse', [said('reasons', 'Not for taxes')], { use: tax! }))).toBe('stands');
    expect(refusal(log.step(otieno, 'grant', [], { use: 'D'.repeat(43) }))).toEqual(['wrong-predecessor', 'grant', '—']);
    expect([...log.one.uses.values()].map(({ standing }) => standing.state)).toEqual(['GRANTED', 'REFUSED']);
    expect(stateOf(log.one)).toBe('DELIVERED');
  });

  it('keeps its duties: consent unasked, notices before and after, consultation, also once a request was linked', () => {
    const { log } = delivered();
    const request = id<SpaceId>(70);
    expect(refusal(log.step(claire, 'link-request', [said('request', 'Vessel payments')], { request }))).toBe('stands');
    for (const [person, action, words] of [
      [claire, 'give-exculpatory-notice', [said('reasons', 'To the defence of X')]], [wanjiru, 'consult-on-disclosure', [said('reasons', 'Without the source, please')]], [marc, 'inform-of-disclosure', [said('reasons', 'Disclosed yesterday')]],
      [wanjiru, 'consent-to-use', [said('purpose', 'In court')]], [claire, 'link-request', [said('request', 'Another')]],
    ] as const) expect([action, refusal(log.step(person, action, [...words], action === 'link-request' ? { request } : {}))]).toEqual([action, 'stands']);
    expect(refusal(log.step(wanjiru, 'give-exculpatory-notice', [said('reasons', 'x')]))).toEqual(['not-your-step', 'give-exculpatory-notice', 'UNCAC 46(5)']);
    const viewer = { person: claire, network, now: log.today };
    const view = viewOf(log.one, space, { content: null, held: null, refusal: null, refused: [] }, viewer);
    expect(view).toMatchObject({ state: 'LINKED_REQUEST', notices: 2, uses: { asked: 0, granted: 0, refused: 0, consented: 1 }, requests: [request], from: nairobi, to: paris, side: 'receiving' });
    expect(view.duties.map(({ id: duty, article }) => `${duty} ${article}`)).toEqual(['CONFIDENTIALITY UNCAC 46(5)', 'USE_RESTRICTIONS UNCAC 46(5)']);
    expect(view.open.map(({ action }) => action)).toEqual(['give-exculpatory-notice', 'consult-on-disclosure', 'inform-of-disclosure', 'link-request', 'request-consent']);
    expect(summaryOf(log.one, space, { ...viewer, person: jules }).side).toBeNull();
  });

  it('does not let what is said along the way overtake anybody', () => {
    const { log } = delivered();
    const after = lastOf(log.one.line);
    expect(refusal(log.step(marc, 'inform-of-disclosure', [said('reasons', 'Disclosed')]))).toBe('stands');
    expect(refusal(log.step(claire, 'request-consent', [said('purpose', 'A civil claim')], { after }))).toBe('stands');
    expect(refusal(log.step(claire, 'consult-on-disclosure', [said('reasons', 'And?')], { after }))).toBe('stands');
  });

  it('is bounded by person: so many open offers, so many steps on each', () => {
    const { log, offer } = offered();
    const again = (by: PractitionerId, n: number) => log.put(log.item(by, { ...offer, nature: `Number ${n}` }, 'H1', log.today));
    for (let n = 1; n < mostOf.open; n += 1) expect(again(wanjiru, n).ok).toBe(true);
    expect(refusal(again(wanjiru, mostOf.open))).toEqual(['too-many', 'offer', '—']);
    expect(refusal(again(otieno, 0))).toBe('stands');
    const all = delivered();
    const notice = (by: PractitionerId) => all.log.step(by, 'consult-on-disclosure', [said('reasons', 'And?')]);
    // One was the acceptance.
    for (let n = 1; n < mostOf.steps; n += 1) expect(notice(claire).ok).toBe(true);
    expect(refusal(notice(claire))).toEqual(['too-many', 'consult-on-disclosure', '—']);
    expect(refusal(notice(marc))).toBe('stands');
  });

  it('holds no closed copy of what is open', () => {
    const { log, key } = offered();
    log.step(claire, 'accept');
    expect(log.one.offer.sealed).not.toBe('');
    log.step(wanjiru, 'deliver', [], { key });
    expect([log.one.offer.sealed, log.one.content?.text]).toEqual(['', secret.text]);
  });

  it('shows whose answer it waits for', () => {
    const { log, key } = offered();
    const waits = (person: PractitionerId) => summaryOf(log.one, space, { person, network, now: log.today }).waiting;
    expect([wanjiru, otieno, claire, marc, jules].map(waits)).toEqual([false, false, true, true, false]);
    log.step(claire, 'accept');
    expect([wanjiru, claire].map(waits)).toEqual([false, false]);
    log.step(wanjiru, 'deliver', [], { key });
    log.step(claire, 'request-consent', [said('purpose', 'A civil claim')]);
    expect([wanjiru, otieno, claire].map(waits)).toEqual([true, true, false]);
  });
});

describe('what an offer consists of', () => {
  it('has one encoding, and is nothing where it is not exactly that', () => {
    const { offer } = offered();
    const written = writeOfferContent(offer);
    if (!written.ok) throw new Error(written.rule);
    expect(readOfferContent(written.content)).toEqual(offer);
    const changed = (change: object) => readOfferContent({ ...written.content, said: { ...written.content.said, ...change } });
    for (const change of [{ extra: 1 }, { to: 'paris' }, { conditions: [] }, { conditions: [7] }, { conditions: [' '] }, { nature: '' }, { nature: 'a\u202eb' }, { hash: 'short' }, { sealed: 1 }, { basis: ['UNCAC'] }, { evaluation: { source: 'Z', information: 1 } }, { restriction: '' }, { tlp: 'amber' }]) expect([change, changed(change)]).toEqual([change, undefined]);
    const { to, ...rest } = written.content.said;
    expect(readOfferContent({ ...written.content, said: { ...rest, to } })).toBeUndefined();
    const step: OfferStep = { type: 'offer-step', on: offer.hash, use: null, after: offer.hash, action: 'accept', carries: { conditions: offer.hash }, words: [], key: null, request: null, sentAt: day(1) };
    const rule = (more: Partial<OfferStep>) => { const result = writeOfferContent({ ...step, ...more }); return result.ok ? 'ok' : result.rule; };
    expect(rule({})).toBe('ok');
    for (const more of [{ key: 'A'.repeat(43) }, { action: 'deliver' }, { action: 'deliver', key: 'AAAA' }, { request: id<SpaceId>(1) }, { action: 'link-request' }, { use: 'x' }, { on: 'x' }, { action: 'Accept' }]) expect([more, rule(more)]).toEqual([more, 'wrong-shape']);
    expect(rule({ words: [said('reasons', '')] })).toBe('empty');
  });

  it('bears a label of the Traffic Light Protocol, and without one has the bytes that it always had', () => {
    const { offer } = offered();
    const saidOf = (more: Partial<Offer>) => { const written = writeOfferContent({ ...offer, ...more }); return written.ok ? written.content : undefined; };
    const plain = saidOf({})!;
    expect(JSON.stringify(plain.said)).toBe(JSON.stringify({ to: paris, basis: ['uncac'], nature: offer.nature, conditions: offer.conditions, evaluation: { source: 'B', information: 2 }, sealed: offer.sealed, hash: offer.hash }));
    for (const tlp of ['red', 'amber-strict', 'amber', 'green', 'clear'] as const) {
      const content = saidOf({ tlp })!;
      expect([Object.keys(content.said), readOfferContent(content)]).toEqual([['to', 'basis', 'nature', 'conditions', 'evaluation', 'tlp', 'sealed', 'hash'], { ...offer, tlp }]);
      expect([tlp, refusal(offered({ tlp }).verdict), summaryOf(offered({ tlp }).log.one, space, { person: claire, network, now: day(9) }).tlp]).toEqual([tlp, 'stands', tlp]);
    }
    for (const tlp of ['white', null, '']) expect(readOfferContent({ ...plain, said: { ...saidOf({ tlp: 'red' })!.said, tlp } })).toBeUndefined();
  });

  it('fits into an item at its longest', () => {
    const files = Array.from({ length: 10 }, (_, i) => ({ id: id(200 + i), name: `${'x'.repeat(200)}${i}.pdf`, type: 'application/pdf', size: 1, key: 'A'.repeat(43), hash: 'A'.repeat(43), chunk: 1_048_576, preview: null })) as never[];
    const longest = { text: '€'.repeat(7_000), files };
    expect([offerSecretRule(longest), offerSecretRule({ text: '€'.repeat(10_000), files: [] }), offerSecretRule({ text: '', files: [] }), offerSecretRule({ text: '', files })]).toEqual([null, 'too-long', 'empty', null]);
    const { sealed, hash, key } = sealOffer(space, wanjiru, longest);
    expect(openOffer(space, wanjiru, { sealed, hash }, key)).toMatchObject({ text: longest.text });
    const offer: Offer = { ...offered().offer, nature: '€'.repeat(offerLimits.nature), conditions: Array.from({ length: 8 }, () => '€'.repeat(offerLimits.condition)), restriction: 'x'.repeat(contentLimits.restriction), tlp: 'amber-strict', sealed, hash };
    const written = writeOfferContent(offer);
    expect(written.ok && encodeMessage(written.content).ok).toBe(true);
    expect(writeOfferContent({ ...offer, conditions: [...offer.conditions, 'x'] })).toEqual({ ok: false, rule: 'too-long' });
  });
});
