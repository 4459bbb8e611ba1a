import { describe, expect, it } from '@jest/globals';
import type { EntryView, VersionView } from '@comity/sdk';
import { detailsOf, isJoinEntry, joinInput, joinRuns } from './join.js';

const version = (key: string, state: VersionState, text: string) => ({ key, state, by: `by-${key}`, at: `at-${key}`, fields: { text } }) as unknown as VersionView;
type VersionState = VersionView['state'];
const entry = (...versions: VersionView[]) => ({ id: 'e', versions }) as unknown as EntryView;

describe('how to join', () => {
  it('is what was written last, whatever it was written over, and the next goes in place of all of it', () => {
    const both = entry(version('a', 'former', 'one'), version('b', 'current', 'two'), version('c', 'proposed', 'three'));
    expect(detailsOf(both)).toEqual({ text: 'three', by: 'by-c', at: 'at-c', entry: both });
    expect(joinInput('four', both)).toMatchObject({ after: 'b', kind: 'note', title: 'Join details', fields: { text: 'four' }, settles: ['c'] });
    expect(joinInput('first', null)).toMatchObject({ after: null, settles: [] });
    expect(detailsOf(entry())).toBeNull();
  });

  it('is known by its title alone, unless it was struck out', () => {
    const known = { kind: 'note', title: 'Join details', struck: false } as const;
    expect([isJoinEntry(known), isJoinEntry({ ...known, struck: true }), isJoinEntry({ ...known, kind: 'task' }), isJoinEntry({ ...known, title: 'Other' })]).toEqual([true, false, false, false]);
  });

  it('links to nothing but https, by the host that the browser would go to', () => {
    expect(joinRuns('Room at https://meet.example/abc?x=1, code 4711, or +43 1 26060')).toEqual([{ type: 'text', text: 'Room at ' }, { type: 'link', text: 'https://meet.example/abc?x=1', href: 'https://meet.example/abc?x=1', host: 'meet.example' }, { type: 'text', text: ', code 4711, or +43 1 26060' }]);
    for (const hostile of ['http://meet.example/', 'javascript:alert(1)', 'data:text/html,<script>', 'https://meet.example@evil.example/', '<a href="https:x">', 'HTTP://x.example']) expect(joinRuns(hostile).filter(({ type }) => type === 'link')).toEqual([]);
    expect(joinRuns('https://mеet.example/')).toEqual([{ type: 'link', text: 'https://mеet.example/', href: 'https://xn--met-rdd.example/', host: 'xn--met-rdd.example' }]);
  });
});
