import { describe, expect, it } from '@jest/globals';
import { confirmed, standingOf, textsOf, translationInputs, translationsFrom, translationsOf, written, type Translation } from './translating.js';
import { view } from '../letter/sample.js';

const said = { title: 'Port contract', sections: [{ part: 'PURPOSE', text: 'Evidence ' }, { part: 'FACTS_SUMMARY', text: ' ' }], measures: [{ id: '1', sought: 'Statements' }] };
const empty: Translation = { language: 'ar', pieces: {} };

describe('translations in the form of a request', () => {
  it('are of every text that is there', () => {
    expect([...textsOf(said)]).toEqual([['title', 'Port contract'], ['PURPOSE', 'Evidence'], ['1', 'Statements']]);
  });

  it('say what is missing and what was made before its text changed, until somebody writes or confirms it', () => {
    const made = written(empty, 'PURPOSE', 'Evidence', 'أدلة');
    expect([standingOf(empty, 'PURPOSE', 'Evidence'), standingOf(made, 'PURPOSE', 'Evidence'), standingOf(made, 'PURPOSE', 'Evidence, and more'), standingOf(written(made, 'PURPOSE', 'Evidence', ' '), 'PURPOSE', 'Evidence')]).toEqual(['missing', 'current', 'stale', 'missing']);
    expect(standingOf(confirmed(made, 'PURPOSE', 'Evidence, and more'), 'PURPOSE', 'Evidence, and more')).toBe('current');
    expect(confirmed(empty, 'PURPOSE', 'x')).toBe(empty);
  });

  it('go out as they stand, or as they were written here, of texts that are there alone', () => {
    const ana = 'c'.repeat(43) as never;
    const [kept] = translationsOf(view({ title: 'Port contract', translations: [{ language: 'ar', missing: [], pieces: [{ of: 'title', text: 'عقد', by: ana, machine: false, stale: false }, { of: 'PURPOSE', text: 'أدلة', by: ana, machine: true, stale: true }] }] }));
    expect(kept!.pieces).toEqual({ title: { text: 'عقد', from: 'Port contract', kept: true, by: ana, machine: false }, PURPOSE: { text: 'أدلة', from: null, kept: true, by: ana, machine: true } });
    const changed = written(written(kept!, '1', 'Statements', 'كشوف'), 'ORDER', 'x', 'y');
    expect(translationInputs([changed, { language: 'fr', pieces: {} }], said)).toEqual([{ language: 'ar', pieces: [{ of: 'title', from: null, machine: false, text: 'عقد' }, { of: 'PURPOSE', from: null, machine: true, text: 'أدلة' }, { of: '1', from: 'Statements', machine: false, text: 'كشوف' }] }]);
    expect(translationInputs([confirmed(kept!, 'PURPOSE', 'Evidence')], said)[0]!.pieces[1]).toEqual({ of: 'PURPOSE', from: 'Evidence', machine: true, text: 'أدلة' });
    expect(translationsFrom(translationInputs([changed], said), said)[0]!.pieces['1']).toEqual({ text: 'كشوف', from: 'Statements', kept: false, by: null, machine: false });
  });
});
