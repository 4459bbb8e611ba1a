import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { MentionAt } from '@comity/sdk';
import { matching, withWrittenMentions, type Mentionable } from './mentionables.js';
import { linkTarget, mentionBefore, mentioned, retyped, runsOf, trimmed } from './words.js';

const anna = 'a' as PractitionerId;
const at = (text: string, name: string): MentionAt => ({ type: 'person', id: anna, at: text.indexOf(name), length: name.length });
const mentionables: Mentionable[] = [
  { key: 'a', who: { type: 'person', id: anna }, name: 'Anna Berg', detail: '' },
  { key: 'b', who: { type: 'person', id: 'b' as PractitionerId }, name: 'Anna Bergström', detail: '' },
  { key: 'n', who: { type: 'person', id: 'n' as PractitionerId }, name: 'نورة القحطاني', detail: '' },
  { key: 'p', who: { type: 'authority', id: 'p' as AuthorityId }, name: 'Parquet financier', detail: '' },
  { key: 'all', who: { type: 'all' }, name: 'everyone', detail: '' },
];

describe('the words of a message', () => {
  it('are text, mentions and addresses, in order', () => {
    const text = 'Dear @Anna, see https://register.example/4471. Thanks';
    expect(runsOf({ text, mentions: [at(text, '@Anna')] }).map((run) => [run.type, run.text])).toEqual([
      ['text', 'Dear '], ['mention', '@Anna'], ['text', ', see '], ['link', 'https://register.example/4471'], ['text', '. Thanks'],
    ]);
  });
  it('link to http and https alone, and never to an address that names a user to look like another host', () => {
    expect(['https://a.example/x', 'http://a.example'].map(linkTarget)).toEqual(['https://a.example/x', 'http://a.example/']);
    expect(['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'https://bank.example@evil.example/', 'https://'].map(linkTarget)).toEqual([null, null, null, null, null]);
    expect(runsOf({ text: 'javascript:alert(1) ftp://x', mentions: [] })).toEqual([{ type: 'text', text: 'javascript:alert(1) ftp://x' }]);
  });
  it('end an address before a sign that turns the direction of text', () => {
    expect(runsOf({ text: 'https://a.example/\u202egpj.exe', mentions: [] })[0]).toEqual({ type: 'link', text: 'https://a.example/' });
  });
  it('show ranges that do not fit, or overlap, as plain text', () => {
    const text = 'short @Anna';
    const hostile: MentionAt[] = [{ type: 'all', at: 6, length: 500 }, { type: 'all', at: -3, length: 5 }, at(text, '@Anna'), { type: 'all', at: 7, length: 2 }];
    expect(runsOf({ text, mentions: hostile }).map((run) => run.text).join('')).toBe(text);
    expect(runsOf({ text, mentions: hostile }).filter((run) => run.type === 'mention')).toHaveLength(1);
  });
});

describe('mentions while the text is edited', () => {
  const words = { text: 'Hello @Anna and welcome', mentions: [at('Hello @Anna and welcome', '@Anna')] };
  it('move with what is written before them', () => {
    const next = retyped(words, 'Hello dear @Anna and welcome');
    expect(next.mentions).toEqual([at(next.text, '@Anna')]);
  });
  it('stay where they are when something behind them changes', () => {
    expect(retyped(words, 'Hello @Anna and').mentions).toEqual(words.mentions);
  });
  it('end as soon as their own letters change', () => {
    expect(retyped(words, 'Hello @Ana and welcome').mentions).toEqual([]);
  });
  it('keep their place when white space at the ends goes', () => {
    const next = trimmed({ text: '  @Anna hello ', mentions: [at('  @Anna hello ', '@Anna')] });
    expect(next).toEqual({ text: '@Anna hello', mentions: [{ type: 'person', id: anna, at: 0, length: 5 }] });
  });
  it('take the place of what was typed for them', () => {
    const { words: next, caret } = mentioned({ text: 'ask @an now', mentions: [] }, 4, 7, 'Anna Berg', { type: 'person', id: anna });
    expect(next.text).toBe('ask @Anna Berg  now');
    expect(next.mentions).toEqual([at(next.text, '@Anna Berg')]);
    expect(caret).toBe(15);
  });
});

describe('typing a mention', () => {
  it('begins with an @ that does not stand within a word', () => {
    expect(mentionBefore({ text: 'ask @an', mentions: [] }, 7)).toEqual({ at: 4, query: 'an' });
    expect(mentionBefore({ text: 'a@b', mentions: [] }, 3)).toBeNull();
    expect(mentionBefore({ text: '@ x', mentions: [] }, 3)).toBeNull();
    expect(mentionBefore({ text: 'نص @نو', mentions: [] }, 6)).toEqual({ at: 3, query: 'نو' });
  });
  it('is over once it was chosen', () => {
    const text = 'ask @Anna Berg ';
    expect(mentionBefore({ text, mentions: [at(text, '@Anna Berg')] }, text.length)).toBeNull();
  });
  it('finds people by any of their names, without accents and vowel signs', () => {
    expect(matching(mentionables, 'bergstrom').map((each) => each.key)).toEqual(['b']);
    expect(matching(mentionables, 'القحط').map((each) => each.key)).toEqual(['n']);
    expect(matching(mentionables, 'anna berg').map((each) => each.key)).toEqual(['a', 'b']);
  });
  it('counts a whole name written by hand, the longest that fits', () => {
    const { mentions } = withWrittenMentions({ text: '@Anna Bergström, @Parquet financier and @everyone, not @Annabel', mentions: [] }, mentionables);
    expect(mentions.map((mention) => [mention.type, mention.at, mention.length])).toEqual([['person', 0, 15], ['authority', 17, 18], ['all', 40, 9]]);
  });
});
