import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { caseHash, contentLimits, decodeMessage, encodeMessage, fitsItem, fromUtf8, ready, utf8, wordsHash, type CaseContent, type Dossier, type DossierContent, type StepContent, type TransmissionContent } from '@comity/e2ee';

beforeAll(ready);

const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const id = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const hash = 'A'.repeat(43);
const dossier: Dossier = {
  requesting: id<AuthorityId>(1), requested: id<AuthorityId>(2), basis: { instruments: ['uncac', 'cets-198'], agreed: ['uncac'], lawPermits: ['POLITICAL'], periods: { SAFE_CONDUCT: 20, URGENT: 'SHORT' } }, title: 'Vessel payments', urgent: true,
  sections: [{ part: 'FACTS_SUMMARY', text: 'On the first of March,\nthree payments' }, { part: 'PURPOSE', text: 'Evidence' }], measures: [{ id: id(3), assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }, { id: id(4), assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search' }],
};
const revision: DossierContent = { v: 1, type: 'dossier', after: hash, dossier, sentAt };
const refusal: StepContent = {
  v: 1, type: 'case-step', action: 'refuse', measures: [{ id: id(3), after: hash, carries: { grounds: ['NON_CONFORMING'], reasons: hash } }, { id: id(4), after: hash, carries: { date: sentAt, grounds: ['NON_CONFORMING'], reasons: hash } }],
  words: [{ member: 'reasons', salt: 'A'.repeat(22), text: 'Not as the treaty has it' }], executing: null, shared: null, sentAt,
};
const sending: StepContent = { ...refusal, action: 'transmit', words: [], measures: [{ id: id(3), after: hash, carries: { content: ['FACTS_SUMMARY', 'PURPOSE'] } }], shared: { space: id<SpaceId>(7), addressees: [id<PractitionerId>(8), id<PractitionerId>(9)] } };
const transmission: TransmissionContent = {
  v: 1, type: 'transmission', dossier, words: refusal.words, sentAt,
  before: [{ action: 'draft', by: id<PractitionerId>(5), at: sentAt, measures: [{ id: id(3), carries: { assistance: 'TAKE_EVIDENCE_OR_STATEMENTS' } }] }, { action: 'submit', by: id<PractitionerId>(5), at: sentAt, measures: [{ id: id(3), carries: {} }] }],
};
const forwarding: StepContent = { ...refusal, action: 'forward', words: [], measures: [{ id: id(3), after: hash, carries: {} }], executing: id<AuthorityId>(6) };
const person: Dossier = { ...dossier, kind: 'extradition', measures: [{ id: id(3), assistance: null, sought: 'Jean Martin, born 1970' }] };
const urgent: StepContent = { ...sending, action: 'request-provisional-arrest' };
const everything: CaseContent[] = [{ ...revision, dossier: { ...dossier, basis: { ...dossier.basis, edition: 2 } } }, { ...revision, dossier: { ...dossier, basis: { ...dossier.basis, edition: 3, counting: { DECISION: { count: 'working-days', pauses: 'information' }, EXECUTION: { pauses: 'information' } } } } }, { ...revision, dossier: person }, { ...revision, dossier: { ...person, kind: 'asset' } }, urgent, { ...urgent, action: 'request-tracing' }, { ...urgent, action: 'receive-tip' }, { ...transmission, dossier: person }, revision, { ...revision, after: null }, refusal, sending, { ...sending, action: 'complete' }, transmission, { ...transmission, words: [] }, forwarding];

const bytesOf = (content: CaseContent): Uint8Array => {
  const encoded = encodeMessage(content);
  if (!encoded.ok) throw new Error(encoded.rule);
  return encoded.bytes;
};
const rule = (content: CaseContent) => { const encoded = encodeMessage(content); return encoded.ok ? 'ok' : encoded.rule; };

describe('what a request consists of', () => {
  it('survives encoding', () => {
    for (const content of everything) expect(decodeMessage(bytesOf(content))).toEqual({ ok: true, content });
  });

  it('has one encoding, whatever the order of what it carries', () => {
    const [first, second] = refusal.measures;
    const turned: StepContent = { ...refusal, measures: [first!, { ...second!, carries: { reasons: hash, grounds: ['NON_CONFORMING'], date: sentAt } }] };
    expect(bytesOf(turned)).toEqual(bytesOf(refusal));
    const text = fromUtf8(bytesOf(turned))!;
    for (const other of [text.replace('{', '{ '), text.replace('"v":1', '"v":1,"v":1'), text.replace('"grounds":["NON_CONFORMING"],"reasons"', '"reasons":"x","grounds":["NON_CONFORMING"],"reasons"'), text.replace('"v":1', '"x":1,"v":1'), text.replace(`,"sentAt"`, `,"words":[],"sentAt"`)]) expect(decodeMessage(utf8(other))).toEqual({ ok: false, rule: 'not-canonical' });
    const periods = fromUtf8(bytesOf(revision))!.replace('"SAFE_CONDUCT":20,"URGENT":"SHORT"', '"URGENT":"SHORT","SAFE_CONDUCT":20');
    expect(decodeMessage(utf8(periods))).toEqual({ ok: false, rule: 'not-canonical' });
    // Of the first edition nothing is said, as before there were others.
    expect(text.concat(fromUtf8(bytesOf(revision))!)).not.toContain('edition');
    const edition = (value: string) => decodeMessage(utf8(fromUtf8(bytesOf(revision))!.replace('"URGENT":"SHORT"}', `"URGENT":"SHORT"},"edition":${value}`)));
    expect(['2', '1', '"2"', '2.5'].map((value) => edition(value).ok)).toEqual([true, false, false, false]);
    // Nor of how periods count, where all count as they did.
    expect(text.concat(fromUtf8(bytesOf(revision))!)).not.toContain('counting');
    expect(['{"DECISION":{"count":"working-days","pauses":"information"},"EXECUTION":{"count":"working-days"}}', '{}', '[]', '{"DECISION":{}}', '{"DECISION":{"pauses":"information","count":"working-days"}}', '{"DECISION":{"count":"days"}}', '{"DECISION":{"pauses":"SLEEP"}}', '{"DECISION":{"count":"working-days","more":1}}', '{"decision":{"count":"working-days"}}', '{"EXECUTION":{"count":"working-days"},"DECISION":{"count":"working-days"}}']
      .map((value) => edition(`3,"counting":${value}`).ok)).toEqual([true, ...Array<boolean>(9).fill(false)]);
  });

  it('is refused by name when it is not what it seems', () => {
    const changed = (content: CaseContent, from: string, to: string) => { const text = fromUtf8(bytesOf(content))!; expect(text).toContain(from); const decoded = decodeMessage(utf8(text.replace(from, to))); return decoded.ok ? 'ok' : decoded.rule; };
    for (const [content, from, to] of [
      [revision, '"requested"', '"asked"'], [revision, id(2), 'paris'], [revision, '"urgent":true', '"urgent":1'], [revision, '"uncac"', '"UNCAC"'], [revision, '"POLITICAL"', '"political"'], [revision, '"SAFE_CONDUCT":20', '"SAFE_CONDUCT":0'], [revision, '"SAFE_CONDUCT":20', '"__proto__":20'],
      [revision, '"FACTS_SUMMARY"', '"facts"'], [revision, '"PURPOSE"', '"FACTS_SUMMARY"'], [revision, id(4), id(3)], [revision, `"after":"${hash}"`, '"after":"short"'], [revision, 'SEARCH_SEIZE_FREEZE', 'search'],
      [revision, '"requesting"', '"kind":"extradition","requesting"'], [revision, '"requesting"', '"kind":"mla","requesting"'], [{ ...revision, dossier: person }, '"kind":"extradition",', ''], [{ ...revision, dossier: person }, '"extradition"', '"spontaneous"'], [{ ...revision, dossier: person }, '"sought"', '"assistance":"TRACE","sought"'],
      [revision, '"assistance":"SEARCH_SEIZE_FREEZE",', ''], [urgent, ',"shared"', ',"shred"'], [urgent, '"request-provisional-arrest"', '"arrest"'], [refusal, '"refuse"', '"Refuse"'], [refusal, '"refuse"', '"transmit"'], [refusal, '"refuse"', '"forward"'], [refusal, `"id":"${id(4)}"`, `"id":"${id(3)}"`], [refusal, '"salt":"AAAAAAAAAAAAAAAAAAAAAA"', '"salt":"AAAA"'], [refusal, '"reasons":"A', '"Reasons":"A'],
      [refusal, '["NON_CONFORMING"]', '[7]'], [refusal, '["NON_CONFORMING"]', '{"a":1}'], [refusal, `"after":"${hash}",`, ''], [sending, '"transmit"', '"submit"'], [sending, '"transmit"', '"complete-it"'], [sending, id(9), id(8)], [sending, id(7), 'there'], [sending, `"${id(8)}","${id(9)}"`, ''], [transmission, '"before"', '"after"'], [transmission, '"before":[', '"before":[7,'], [transmission, id(5), 'somebody'], [transmission, '"draft"', '"Draft"'], [forwarding, '"forward"', '"assess"'], [forwarding, id(6), 'lyon'],
    ] as const) expect([from, to, changed(content, from, to)]).toEqual([from, to, 'wrong-shape']);
    expect(changed(revision, sentAt, 'today')).toBe('wrong-instant');
    fc.assert(fc.property(fc.json(), fc.constantFrom('dossier', 'case-step', 'transmission'), (json, type) => { decodeMessage(utf8(`{"v":1,"type":"${type}","dossier":${json},"measures":${json},"before":${json}}`)); }));
  });

  it('keeps its words and lists in bounds', () => {
    const sections = (count: number, length: number) => Array.from({ length: count }, (_, i) => ({ part: `PART_${i}`, text: 'x'.repeat(length) }));
    const measures = (count: number) => Array.from({ length: count }, (_, i) => ({ id: id(i + 10), assistance: 'TRACE', sought: 'x' }));
    const with_ = (change: Partial<Dossier>): DossierContent => ({ ...revision, dossier: { ...dossier, ...change } });
    expect([rule(with_({ title: '' })), rule(with_({ title: 'a\u202eb' })), rule(with_({ title: 'x'.repeat(201) })), rule(with_({ sections: sections(1, 20_001) })), rule(with_({ sections: sections(2, 18_000) }))]).toEqual(['empty', 'control-characters', 'too-long', 'too-long', 'too-long']);
    expect([rule(with_({ measures: measures(contentLimits.measures) })), rule(with_({ measures: measures(contentLimits.measures + 1) })), rule(with_({ measures: [] })), rule(with_({ sections: sections(contentLimits.sections + 1, 1) }))]).toEqual(['ok', 'wrong-shape', 'wrong-shape', 'wrong-shape']);
    expect(rule({ ...refusal, words: [{ ...refusal.words[0]!, text: ' ' }] })).toBe('empty');
    expect(rule({ ...transmission, dossier: { ...dossier, title: '' } })).toBe('empty');
  });

  it('fits into the item that transmits it, at its longest, however its measures came together', () => {
    const long: Dossier = { ...dossier, sections: [{ part: 'FACTS_SUMMARY', text: '€'.repeat(10_000) }], measures: Array.from({ length: contentLimits.measures }, (_, i) => ({ id: id(i + 10), assistance: 'INFORMATION_ITEMS_EXPERT_EVALUATIONS', sought: 'x' })) };
    const content = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'IDENTITY_LOCATION_NATIONALITY', 'PURPOSE'];
    const before = ['draft', 'submit', 'transmit'].flatMap((action) => long.measures.map((measure) => ({ action, by: id<PractitionerId>(5), at: sentAt, measures: [{ id: measure.id, carries: action === 'draft' ? { assistance: measure.assistance! } : action === 'submit' ? {} : { content } }] })));
    expect([rule({ ...revision, dossier: long }), before.length]).toEqual(['ok', contentLimits.attestedSteps]);
    expect(fitsItem(bytesOf({ ...transmission, dossier: long, before }).length)).toBe(true);
    expect(rule({ ...transmission, dossier: long, before: [...before, before[0]!] })).toBe('wrong-shape');
  });

  it('is named by what it says, by whom and where; words by their salt as well', () => {
    const [space, by] = [id<SpaceId>(8), id<PractitionerId>(9)];
    const name = caseHash(space, by, bytesOf(refusal));
    expect(name).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(caseHash(space, by, bytesOf({ ...refusal }))).toBe(name);
    const others = [caseHash(id(7), by, bytesOf(refusal)), caseHash(space, id(7), bytesOf(refusal)), caseHash(space, by, bytesOf({ ...refusal, sentAt: '2027-03-01T12:00:00.001Z' as Instant }))];
    expect(new Set([name, ...others]).size).toBe(4);
    const word = refusal.words[0]!;
    expect(new Set([wordsHash(word), wordsHash({ ...word, salt: 'B'.repeat(21) + 'A' }), wordsHash({ ...word, member: 'conditions' }), wordsHash({ ...word, text: 'x' })]).size).toBe(4);
  });
});
