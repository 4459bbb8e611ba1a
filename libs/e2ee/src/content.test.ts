import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorityId, FileId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { contentLimits, decodeMessage, decodeProfile, decodeSignal, encodeMessage, encodeProfile, encodeSignal, fitsItem, newText, utf8, type Act, type MessageContent, type TextContent } from '@comity/e2ee';

const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const json = (value: unknown) => utf8(JSON.stringify(value));
const message = { v: 1, type: 'text', text: 'hello', sentAt };
const profile = { v: 1, title: 'Operation', purpose: null, sentAt };
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const on = { id: id(1) as ItemId, seq: 7 };
const rule = (value: unknown) => { const result = decodeMessage(value instanceof Uint8Array ? value : json(value)); return result.ok ? 'ok' : result.rule; };
const file = { id: id(9) as FileId, name: 'report.pdf', type: 'application/pdf', size: 12, key: 'A'.repeat(43), hash: 'B'.repeat(42) + 'A', chunk: 1_048_576, preview: null };
const everything: TextContent = newText('@Ana, see @all', sentAt, {
  topic: id(2) as ItemId, reply: on, mentions: [{ type: 'person', id: id(3) as PractitionerId, at: 0, length: 4 }, { type: 'all', at: 10, length: 4 }], restriction: 'for the case alone', evaluation: { source: 'B', information: 2 }, tlp: 'amber-strict',
  alert: true, poll: { options: ['yes', 'no'], multiple: false }, forwarded: { sender: id(4) as PractitionerId, authority: id(5) as AuthorityId, sentAt, from: id(6) as SpaceId }, files: [file],
});
const acts: Act[] = [
  { v: 1, type: 'edit', on, text: 'new words for @us', mentions: [{ type: 'authority', id: id(5) as AuthorityId, at: 14, length: 3 }], sentAt },
  { v: 1, type: 'withdraw', on, sentAt }, { v: 1, type: 'close-poll', on, sentAt }, { v: 1, type: 'acknowledge', on, sentAt }, { v: 1, type: 'remind', on, sentAt },
  { v: 1, type: 'reaction', on, emoji: '👍🏽', set: true, sentAt }, { v: 1, type: 'pin', on, set: false, sentAt }, { v: 1, type: 'vote', on, choices: [0, 2], sentAt },
  { v: 1, type: 'topic', title: 'Freezing orders', sentAt }, { v: 1, type: 'rename-topic', on, title: 'Confiscation', sentAt },
];
const written = (content: MessageContent) => { const encoded = encodeMessage(content); if (!encoded.ok) throw new Error(encoded.rule); return encoded.bytes; };
const fields = (content: MessageContent) => JSON.parse(new TextDecoder().decode(written(content))) as Record<string, unknown>;

describe('a message', () => {
  it('survives encoding, whatever its letters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
      const encoded = encodeMessage(newText(text, sentAt));
      if (encoded.ok) expect(decodeMessage(encoded.bytes)).toEqual({ ok: true, content: newText(text.replace(/\r\n?/g, '\n'), sentAt) });
    }));
  });
  it('survives encoding with all it may carry', () => {
    expect(decodeMessage(written(everything))).toEqual({ ok: true, content: everything });
  });
  it('stays short when it carries nothing', () => {
    expect(new TextDecoder().decode(written(newText('hello', sentAt)))).toBe(`{"v":1,"type":"text","text":"hello","sentAt":"${sentAt}"}`);
  });
  it('fits into an item at its longest, whatever its letters', () => {
    for (const letter of ['€', '"', '\n', '\u{10ffff}'.slice(0, 2)]) {
      const text = `a${letter.repeat(Math.floor((contentLimits.text - 1) / letter.length))}`;
      const encoded = encodeMessage(newText(text, sentAt));
      expect(encoded.ok && fitsItem(encoded.bytes.length)).toBe(true);
    }
  });
  it('is refused when all it carries does not fit into an item', () => {
    const poll = { options: Array.from({ length: contentLimits.pollOptions }, (_, i) => `${i}${'€'.repeat(190)}`), multiple: true };
    expect(encodeMessage(newText('€'.repeat(contentLimits.text), sentAt, { poll }))).toEqual({ ok: false, rule: 'too-long' });
  });
  it('is refused by name', () => {
    expect(rule(Uint8Array.of(0xff))).toBe('not-json');
    expect(rule([])).toBe('not-json');
    expect(rule(utf8('{'))).toBe('not-json');
    expect(rule({ ...message, v: 2 })).toBe('unknown-version');
    expect(rule({ ...message, type: 'poll' })).toBe('unknown-type');
    expect(rule({ ...message, type: 'toString' })).toBe('unknown-type');
    expect(rule({ ...message, extra: 1 })).toBe('not-canonical');
    expect(rule({ ...message, text: 1 })).toBe('wrong-shape');
    expect(rule({ ...message, text: '  \n' })).toBe('empty');
    expect(rule({ ...message, text: 'x'.repeat(20_001) })).toBe('too-long');
    expect(rule({ ...message, text: 'a\u202eb' })).toBe('control-characters');
    expect(rule({ ...message, text: 'a\u0000b' })).toBe('control-characters');
    expect(rule({ ...message, text: 'a\ud800' })).toBe('control-characters');
    expect(rule({ ...message, sentAt: '2027-02-30T12:00:00.000Z' })).toBe('wrong-instant');
    expect(rule({ ...message, sentAt: 'yesterday' })).toBe('wrong-instant');
    expect(rule(message)).toBe('ok');
    expect(encodeMessage(newText('', sentAt))).toEqual({ ok: false, rule: 'empty' });
  });
  it('has one encoding: no other order, spelling, blank, or member that says nothing', () => {
    const text = new TextDecoder().decode(written(newText('hello', sentAt)));
    expect(rule(utf8(text))).toBe('ok');
    for (const other of [text.replace('{', '{ '), text.replace('hello', '\\u0068ello'), text.replace('"v":1', '"v":1,"v":1'), `${text}\n`]) expect(rule(utf8(other))).toBe('not-canonical');
    expect(rule({ type: 'text', v: 1, text: 'hello', sentAt })).toBe('not-canonical');
    for (const nothing of [{ topic: null }, { mentions: [] }, { alert: false }, { files: [] }, { poll: null }]) expect(rule({ ...message, ...nothing })).not.toBe('ok');
    expect(rule(utf8(text.replace('"v":1', '"__proto__":{"alert":true},"v":1')))).toBe('not-canonical');
  });
  it('is refused with what is not what it seems', () => {
    const refused = (change: object) => rule({ ...fields(everything), ...change });
    expect(refused({})).toBe('ok');
    for (const change of [
      { topic: 'x' }, { reply: { id: on.id } }, { reply: { ...on, seq: 0 } }, { mentions: [{ type: 'person', at: 0, length: 4 }] }, { mentions: {} }, { restriction: 1 }, { evaluation: { source: 'D', information: 1 } }, { evaluation: { source: 'A', information: 5 } },
      { tlp: 'white' }, { alert: 1 }, { poll: { options: [1, 2], multiple: false } }, { forwarded: { sender: on.id } }, { files: [{}] },
    ]) expect([change, refused(change)]).toEqual([change, 'wrong-shape']);
    expect(refused({ poll: { options: ['yes'], multiple: false } })).toBe('wrong-shape');
    expect(refused({ poll: { options: ['yes', 'yes'], multiple: false } })).toBe('wrong-shape');
    expect(refused({ poll: { options: ['a\nb', 'c'], multiple: false } })).toBe('control-characters');
    expect(refused({ restriction: 'x'.repeat(501) })).toBe('too-long');
    expect(refused({ files: [{ ...file, key: 'short' }] })).toBe('wrong-shape');
    expect(refused({ files: [file, file] })).toBe('wrong-shape');
    expect(refused({ files: Array.from({ length: 11 }, (_, i) => ({ ...file, id: id(i) })) })).toBe('wrong-shape');
  });
  it('mentions people in ranges of its text, in order', () => {
    const mention = (at: number, length: number) => ({ type: 'all', at, length });
    const ranged = (...mentions: object[]) => rule({ v: 1, type: 'text', text: '0123456789', sentAt, mentions });
    expect(ranged(mention(0, 5), mention(5, 5))).toBe('ok');
    for (const wrong of [[mention(0, 11)], [mention(5, 2), mention(0, 2)], [mention(0, 5), mention(4, 2)]]) expect(ranged(...wrong)).toBe('wrong-range');
    for (const wrong of [mention(0, 0), mention(-1, 2), mention(0.5, 2), mention(0, 201)]) expect(ranged(wrong)).toBe('wrong-shape');
    expect(ranged(...Array.from({ length: 51 }, () => mention(0, 1)))).toBe('wrong-shape');
  });
  it('may be a file without words', () => {
    expect(decodeMessage(written(newText('', sentAt, { files: [file] }))).ok).toBe(true);
  });
});

describe('an act', () => {
  it.each(acts.map((act) => [act.type, act] as const))('%s survives encoding', (_, act) => {
    expect(decodeMessage(written(act))).toEqual({ ok: true, content: act });
  });
  it('has one encoding, in whatever order its caller holds it', () => {
    for (const act of acts) {
      const shuffled = Object.fromEntries(Object.entries(act).reverse()) as unknown as Act;
      expect(written(shuffled)).toEqual(written(act));
      expect(rule(Object.fromEntries(Object.entries(fields(act)).reverse()))).toBe('not-canonical');
      expect(rule({ ...fields(act), extra: true })).toBe('not-canonical');
    }
  });
  it('names an earlier item, wholly', () => {
    for (const wrong of [undefined, null, {}, { id: on.id }, { seq: 7 }, { id: 'x', seq: 7 }, { ...on, seq: 1.5 }, { ...on, seq: -1 }, { ...on, seq: 2 ** 53 }, [on]]) expect([wrong, rule({ v: 1, type: 'withdraw', on: wrong, sentAt })]).toEqual([wrong, 'wrong-shape']);
  });
  it('reacts with exactly one emoji', () => {
    const emoji = (text: unknown) => rule({ v: 1, type: 'reaction', on, emoji: text, set: true, sentAt });
    for (const one of ['👍', '👍🏽', '❤️', '❤', '👩🏻‍❤️‍💋‍👨🏼', '🏳️‍🌈', '🇰🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '#️⃣', '👨‍👩‍👧‍👦', '🫱🏻‍🫲🏿']) expect([one, emoji(one)]).toEqual([one, 'ok']);
    for (const other of ['', 'a', '👍👍', 'ok👍', '👍 ', '5', '\u200d', '🇰', '👩‍'.repeat(10), '👍'.repeat(20), '\u{1f3fb}\u{1f3fb}', '<b>']) expect([other, emoji(other)]).toEqual([other, 'wrong-emoji']);
    expect(emoji(1)).toBe('wrong-shape');
  });
  it('votes for options in order, each once', () => {
    const vote = (choices: unknown) => rule({ v: 1, type: 'vote', on, choices, sentAt });
    expect([vote([]), vote([0]), vote([0, 19])]).toEqual(['ok', 'ok', 'ok']);
    for (const wrong of [[1, 0], [1, 1], [20], [-1], [0.5], ['0'], 'all', Array.from({ length: 21 }, (_, i) => i)]) expect([wrong, vote(wrong)]).toEqual([wrong, 'wrong-shape']);
  });
  it('titles a topic with one bounded line', () => {
    const title = (text: unknown) => rule({ v: 1, type: 'topic', title: text, sentAt });
    expect([title('x'.repeat(120)), title('x'.repeat(121)), title('a\nb'), title(' '), title(3)]).toEqual(['ok', 'too-long', 'control-characters', 'empty', 'wrong-shape']);
  });
});

describe('whatever members send', () => {
  it('never makes a parser throw', () => {
    const types = fc.constantFrom('text', 'typing', ...acts.map(({ type }) => type));
    const near = fc.record({ v: fc.constant(1), type: types, text: fc.jsonValue(), on: fc.jsonValue(), mentions: fc.jsonValue(), choices: fc.jsonValue(), emoji: fc.string({ unit: 'binary' }), set: fc.jsonValue(), title: fc.jsonValue(), sentAt: fc.constantFrom<unknown>(sentAt, 1, ''), poll: fc.jsonValue(), files: fc.jsonValue(), forwarded: fc.jsonValue(), topics: fc.jsonValue() }, { requiredKeys: ['v', 'type'] });
    fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.jsonValue().map(json), near.map(json)), (bytes) => { decodeMessage(bytes); decodeProfile(bytes); decodeSignal(bytes); }), { numRuns: 2_000 });
  });
  it('is refused where it is nested deeper than anything that is said, before anybody descends into it', () => {
    const most = 31_000;
    for (const type of ['offer', 'offer-step', 'note']) {
      const around = (deep: string) => utf8(`{"v":1,"type":"${type}"${type === 'note' ? ',"note":null' : ''},"sentAt":"${sentAt}","said":{"x":${deep}}}`);
      for (const [open, close] of [['[', ']'], ['{"":', '}'], ['[{"__proto__":', '}]']] as const) {
        for (const levels of [17, Math.floor(most / open.length)]) expect(rule(around(`${open.repeat(levels)}0${close.repeat(levels)}`))).toBe('not-json');
      }
      for (const fine of [`"${'['.repeat(most)}"`, `{"a\\"[[[[[[[[[[[[[[[[[":1}`, `{"__proto__":{"x":1},"constructor":[],"toJSON":1}`]) expect(rule(around(fine))).toBe('ok');
      for (const number of ['1e999', '-0', '1.0', '12345678901234567890']) expect(rule(around(number))).toBe('not-canonical');
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
  it('is read only as its one encoding', () => {
    const bytes = [everything, ...acts].map(written);
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, where, flip) => {
      const changed = bytes[which]!.slice();
      changed[where % changed.length]! ^= flip;
      const result = decodeMessage(changed);
      if (result.ok) expect(written(result.content)).toEqual(changed);
    }), { numRuns: 2_000 });
  });
});

describe('a profile', () => {
  it('survives encoding', () => {
    for (const purpose of [null, 'To agree on\ntwo things']) {
      const encoded = encodeProfile({ title: 'Operation', purpose, sentAt });
      expect(encoded.ok && decodeProfile(encoded.bytes)).toEqual({ ok: true, content: { v: 1, title: 'Operation', purpose, sentAt, topics: [] } });
    }
  });
  it('names topics, as many as fit', () => {
    const topics = Array.from({ length: 200 }, (_, i) => ({ on: { id: id(i) as ItemId, seq: i + 1 }, title: '€'.repeat(120) }));
    const encoded = encodeProfile({ title: 'Operation', purpose: null, sentAt, topics });
    const decoded = encoded.ok ? decodeProfile(encoded.bytes) : encoded;
    expect(decoded.ok && decoded.content.topics).toEqual(topics.slice(0, 100));
  });
  it('is refused by name', () => {
    const rule = (value: unknown) => { const result = decodeProfile(json(value)); return result.ok ? 'ok' : result.rule; };
    expect(rule('x')).toBe('not-json');
    expect(rule({ ...profile, v: 0 })).toBe('unknown-version');
    expect(rule({ ...profile, purpose: 1 })).toBe('wrong-shape');
    expect(rule({ ...profile, title: 'two\nlines' })).toBe('control-characters');
    expect(rule({ ...profile, title: 'x'.repeat(201) })).toBe('too-long');
    expect(rule({ ...profile, purpose: 'x'.repeat(2_001) })).toBe('too-long');
    expect(rule({ ...profile, sentAt: '' })).toBe('wrong-instant');
    expect(rule({ ...profile, extra: 1 })).toBe('not-canonical');
    expect(rule({ ...profile, topics: [{ on, title: 'a' }, { on, title: 'b' }] })).toBe('wrong-shape');
    expect(rule({ ...profile, topics: [{ on, title: 'a\nb' }] })).toBe('control-characters');
    expect(encodeProfile({ title: ' ', purpose: null, sentAt })).toEqual({ ok: false, rule: 'empty' });
  });
});

describe('a signal', () => {
  it('survives encoding', () => {
    for (const topic of [null, id(2) as ItemId]) {
      const encoded = encodeSignal({ v: 1, type: 'typing', topic, sentAt });
      expect(encoded.ok && decodeSignal(encoded.bytes)).toEqual({ ok: true, content: { v: 1, type: 'typing', topic, sentAt } });
    }
  });
  it('is refused by name', () => {
    const signal = { v: 1, type: 'typing', sentAt };
    const rule = (value: unknown) => { const result = decodeSignal(json(value)); return result.ok ? 'ok' : result.rule; };
    expect([rule(1), rule({ ...signal, v: 2 }), rule({ ...signal, type: 'text' }), rule({ ...signal, topic: 'x' }), rule({ ...signal, sentAt: 'now' }), rule({ ...signal, topic: null }), rule(signal)])
      .toEqual(['not-json', 'unknown-version', 'unknown-type', 'wrong-shape', 'wrong-instant', 'not-canonical', 'ok']);
  });
});
