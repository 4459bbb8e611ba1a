import { describe, expect, it } from '@jest/globals';
import type { EntryId, FieldValue } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import { differences, merged, type Content } from './parts.js';

const content = (part: Partial<Content> = {}): Content => ({ title: 'Account', fields: { number: '1', balance: { amount: '5', currency: 'EUR' } }, links: [], marking: plain, ...part });
const link = (to: string, label: string) => ({ to: to as EntryId, label });

describe('two versions of an entry', () => {
  it('differ in what they say, and not in how it was written down', () => {
    const other = content({ fields: { balance: { currency: 'EUR', amount: '5' }, number: '1' }, links: [] });
    expect(differences('account', content(), other)).toEqual([]);
    expect(differences('account', content({ links: [link('a', 'x'), link('b', 'y')] }), content({ links: [link('b', 'y'), link('a', 'x')] }))).toEqual([]);
    expect(differences('account', content(), content({ title: 'Account 2', fields: { number: '2' }, links: [link('a', 'x')], marking: { ...plain, handling: 'H1' } }))).toEqual(['title', 'number', 'balance', 'marking', 'links']);
  });

  it('become one of what is taken over and what stays', () => {
    const mine = content({ fields: { number: '1', holder: 'A' } });
    const other = content({ title: 'Other', fields: { number: '2', institution: 'Bank' } as Record<string, FieldValue>, links: [link('a', 'x')] });
    expect(merged(mine, other, new Set(['number', 'institution', 'holder']))).toEqual({ ...mine, fields: { number: '2', institution: 'Bank' } });
    expect(merged(mine, other, new Set(['title', 'links']))).toEqual({ ...mine, title: 'Other', links: other.links });
    expect(merged(mine, other, new Set(differences('account', mine, other)))).toEqual(other);
    expect(merged(mine, other, new Set())).toEqual(mine);
  });
});
