import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newDraft, type Draft } from './draft.js';
import { draftFromTemplate, largestTemplate, readTemplate, templateFileName, templateOf, writeTemplate } from './template.js';

const draft: Draft = {
  ...newDraft(), requested: 'paris', instruments: ['uncac', 'bilateral'], agreed: ['uncac'], lawPermits: ['POLITICAL'], periods: { SAFE_CONDUCT: '#20' }, title: 'Account records', urgent: true, reference: 'FE 118', enclosures: ['x'],
  measures: [{ id: 'one', assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of the account' }], sections: { PURPOSE: 'Evidence', FACTS_SUMMARY: ' ' }, translations: [{ language: 'ar', pieces: {} }],
};
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a template of a request', () => {
  it('holds what another request may begin with, and nothing of this one alone', () => {
    const template = readTemplate(bytes(writeTemplate(templateOf(draft, ' Bank records '))))!;
    expect(template.name).toBe('Bank records');
    const begun = draftFromTemplate(template);
    expect(begun).toEqual({ ...draft, requested: '', reference: '', enclosures: [], translations: [], sections: { PURPOSE: 'Evidence' }, measures: [{ ...draft.measures[0]!, id: begun.measures[0]!.id }] });
    expect(begun.measures[0]!.id).not.toBe('one');
    expect(draftFromTemplate({ ...template, measures: [] }).measures).toHaveLength(1);
  });

  it('is none when it is anything else', () => {
    const text = writeTemplate(templateOf(draft, 'Bank records'));
    for (const wrong of ['', '{}', 'null', text.replace('"v": 1', '"v": 2'), text.replace('"PURPOSE"', '"purpose"'), text.replace('"uncac"', '"../uncac"'), text.replace('"urgent"', '"more": 1, "urgent"'), text.replace('Evidence', 'x'.repeat(20_001)), `${text}${' '.repeat(largestTemplate)}`]) expect(readTemplate(bytes(wrong))).toBeNull();
    expect(readTemplate(Uint8Array.of(0xff, 0xfe))).toBeNull();
    fc.assert(fc.property(fc.json(), (json) => { readTemplate(bytes(json)); }));
  });

  it('is found by the end of its name', () => {
    expect([templateFileName('Bank records, port'), templateFileName('سجلات مصرفية'), templateFileName('//')]).toEqual(['Bank-records-port.comity-template.json', 'سجلات-مصرفية.comity-template.json', 'template.comity-template.json']);
  });
});
