import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '@comity/contracts';
import { contentLimits, decodeMessage, decodeProfile, encodeMessage, encodeProfile, fitsItem, utf8 } from '@comity/e2ee';

const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const json = (value: unknown) => utf8(JSON.stringify(value));
const message = { v: 1, type: 'text', text: 'hello', sentAt };
const profile = { v: 1, title: 'Operation', purpose: null, sentAt };

describe('a message', () => {
  it('survives encoding, whatever its letters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
      const encoded = encodeMessage({ text, sentAt });
      if (encoded.ok) expect(decodeMessage(encoded.bytes)).toEqual({ ok: true, content: { v: 1, type: 'text', text: text.replace(/\r\n?/g, '\n'), sentAt } });
    }));
  });
  it('fits into an item at its longest, whatever its letters', () => {
    for (const letter of ['€', '"', '\n', '\u{10ffff}'.slice(0, 2)]) {
      const text = `a${letter.repeat(Math.floor((contentLimits.text - 1) / letter.length))}`;
      const encoded = encodeMessage({ text, sentAt });
      expect(encoded.ok && fitsItem(encoded.bytes.length)).toBe(true);
    }
  });
  it('is refused by name', () => {
    const rule = (value: unknown) => { const result = decodeMessage(value instanceof Uint8Array ? value : json(value)); return result.ok ? 'ok' : result.rule; };
    expect(rule(Uint8Array.of(0xff))).toBe('not-json');
    expect(rule([])).toBe('not-json');
    expect(rule(utf8('{'))).toBe('not-json');
    expect(rule({ ...message, v: 2 })).toBe('unknown-version');
    expect(rule({ ...message, type: 'poll' })).toBe('unknown-type');
    expect(rule({ ...message, extra: 1 })).toBe('wrong-shape');
    expect(rule({ ...message, text: 1 })).toBe('wrong-shape');
    expect(rule({ ...message, text: '  \n' })).toBe('empty');
    expect(rule({ ...message, text: 'x'.repeat(20_001) })).toBe('too-long');
    expect(rule({ ...message, text: 'a\u202eb' })).toBe('control-characters');
    expect(rule({ ...message, text: 'a\u0000b' })).toBe('control-characters');
    expect(rule({ ...message, text: 'a\ud800' })).toBe('control-characters');
    expect(rule({ ...message, sentAt: '2027-02-30T12:00:00.000Z' })).toBe('wrong-instant');
    expect(rule({ ...message, sentAt: 'yesterday' })).toBe('wrong-instant');
    expect(rule(message)).toBe('ok');
    expect(encodeMessage({ text: '', sentAt })).toEqual({ ok: false, rule: 'empty' });
  });
  it('never makes its parser throw', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.jsonValue().map(json)), (bytes) => { decodeMessage(bytes); decodeProfile(bytes); }));
  });
});

describe('a profile', () => {
  it('survives encoding', () => {
    for (const purpose of [null, 'To agree on\ntwo things']) {
      const encoded = encodeProfile({ title: 'Operation', purpose, sentAt });
      expect(encoded.ok && decodeProfile(encoded.bytes)).toEqual({ ok: true, content: { v: 1, title: 'Operation', purpose, sentAt } });
    }
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
    expect(encodeProfile({ title: ' ', purpose: null, sentAt })).toEqual({ ok: false, rule: 'empty' });
  });
});
