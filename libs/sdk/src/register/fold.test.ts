import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { registerLimits, type FileId, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import type { EntryContent, EntryId, RegisterContent } from '@comity/e2ee';
import { baseOf, begunFrom, follow, type Followed, type Kept, type RegisterItem, type Scene } from './fold.js';

const at = '2027-03-01T12:00:00.000Z' as Instant;
const entry = 'e' as EntryId;
const whole: Scene = { room: true, unread: 0 };
const on = { id: 'message' as ItemId, seq: 3 };
const note: EntryContent = { v: 1, type: 'entry', kind: 'note', first: null, after: null, title: 'First', fields: { text: 'Words' }, links: [], settled: [], source: null, restriction: null, evaluation: null, tlp: null, sentAt: at };
const exhibit: EntryContent = { ...note, kind: 'exhibit', fields: { file: { on, file: 'f' as FileId, name: 'ledger.pdf', size: 1, sha256: 'ab' } } };
/** A file of the message of that number. */
const fileOf = (seq: number) => ({ on: { id: `message ${seq}` as ItemId, seq }, file: `f${seq}` as FileId, name: `${seq}.pdf`, size: seq, sha256: 'ab' });
const document: EntryContent = { ...note, kind: 'document', fields: { file: fileOf(3) } };
const item = (seq: number, content: RegisterContent, hash = `h${seq}`): RegisterItem => ({ place: seq, seq, by: 'ana' as PractitionerId, at, entry, hash, handling: 'none', content });
const custody = (seq: number) => item(seq, { v: 1, type: 'entry-custody', id: entry, holder: 'Ana', from: at, reason: 'Kept', sentAt: at });
const strike = (seq: number) => item(seq, { v: 1, type: 'entry-strike', id: entry, reason: 'Wrong', sentAt: at });

/** What comes of items in a row: their changes or the rules that refuse them, and what is kept in the end. */
function play(items: readonly RegisterItem[], before?: Kept, scene = whole): { told: string[]; kept: Kept | undefined } {
  let kept = before;
  const told = items.map((each) => {
    const followed: Followed = follow(kept, each, scene);
    if (!followed.ok) return followed.rule;
    kept = followed.entry;
    return followed.change;
  });
  return { told, kept };
}
const states = (kept: Kept | undefined) => kept?.versions.map(({ hash, state }) => [hash, state]);

describe('an entry of a register', () => {
  it('stands in the version that the log brought first, and keeps the others', () => {
    const { told, kept } = play([item(1, note), item(2, { ...note, after: 'h1', title: 'Second' }), item(3, { ...note, after: 'h1', title: 'Beside' }), item(4, { ...note, after: 'h3', title: 'On that' }), item(5, { ...note, after: 'h2', title: 'Third', settled: ['h3', 'h1', 'x'] })]);
    expect(told).toEqual(['made', 'revised', 'proposed', 'proposed', 'revised']);
    expect(states(kept)).toEqual([['h1', 'former'], ['h2', 'former'], ['h3', 'settled'], ['h4', 'proposed'], ['h5', 'current']]);
    expect([kept?.head?.content.title, kept?.made?.seq, kept?.changed.seq]).toEqual(['Third', 1, 5]);
  });

  it('is settled by what stands alone', () => {
    const { kept } = play([item(1, note), item(2, { ...note, after: 'h1' }), item(3, { ...note, after: 'h1' }), item(4, { ...note, after: 'h1', settled: ['h3'] })]);
    expect(states(kept)).toEqual([['h1', 'former'], ['h2', 'current'], ['h3', 'proposed'], ['h4', 'proposed']]);
  });

  it('is made once, and stands in nothing that follows what was not there', () => {
    const { told, kept } = play([item(1, note), item(2, { ...note, after: 'h9' }), item(3, note), item(4, { ...note, after: 'h1' }, 'h1')]);
    expect(told).toEqual(['made', 'proposed', 'taken', 'taken']);
    expect(states(kept)).toEqual([['h1', 'current'], ['h2', 'proposed']]);
  });

  it('stands in its first version, whatever was said of it in advance', () => {
    const [ahead, more, first, later] = [item(4, { ...exhibit, after: 'h0', title: 'Ahead' }), item(6, { ...exhibit, after: 'h4', title: 'On that' }), item(7, exhibit), item(8, { ...exhibit, after: 'h7', title: 'Second' })];
    const [all, part] = [play([ahead, strike(5), more, first, later]), play([first, later])];
    expect(all.told).toEqual(['revised', 'struck', 'proposed', 'made', 'revised']);
    for (const { kept } of [all, part]) expect(kept).toMatchObject({ doubt: null, struck: null, made: { seq: 7 }, head: { content: { title: 'Second' } } });
    expect([states(all.kept), states(part.kept)]).toEqual([[['h4', 'proposed'], ['h6', 'proposed'], ['h7', 'former'], ['h8', 'current']], [['h7', 'former'], ['h8', 'current']]]);
    // It began the entry once.
    for (const { kept } of [all, part]) expect(play([item(9, exhibit, 'h7')], kept).told).toEqual(['taken']);
  });

  it('names what was there before it', () => {
    for (const content of [exhibit, { ...note, source: on }]) {
      expect(play([item(3, content)]).told).toEqual(['wrong-reference']);
      expect(play([item(4, content)]).told).toEqual(['made']);
      expect(follow(undefined, { ...item(4, content), seq: null, place: null }, whole).ok).toBe(true);
    }
    expect(play([item(4, { ...note, links: [{ to: entry, label: 'itself' }] })]).told).toEqual(['wrong-reference']);
  });

  it('has, if it is a document, a file in each version that lies before it, and keeps of all which one it was', () => {
    const revised = { ...document, first: 'h4', after: 'h4', fields: { file: fileOf(6) }, original: fileOf(3) };
    const { told, kept } = play([item(4, document), item(5, revised), item(7, revised), item(8, { ...revised, fields: { file: fileOf(2) } })]);
    expect(told).toEqual(['made', 'wrong-reference', 'revised', 'proposed']);
    expect(kept?.versions.map(({ hash, state, file }) => [hash, state, file])).toEqual([['h4', 'former', 'f3'], ['h7', 'current', 'f6'], ['h8', 'proposed', 'f2']]);
    expect(kept?.head?.content).toEqual(revised);
    // Whoever reads from there on takes it as well, and nothing that its beginning would come after.
    expect([play([item(7, revised)]).told, play([item(7, { ...revised, original: fileOf(7) })]).told]).toEqual([['revised'], ['wrong-reference']]);
    expect(play([item(4, exhibit)]).kept?.versions[0]).not.toHaveProperty('file');
  });

  it('takes no version any more once it is struck out, but keeps what was written meanwhile', () => {
    const { told, kept } = play([item(4, exhibit), strike(5), item(6, { ...exhibit, after: 'h4', title: 'Later' }), strike(7), custody(8)]);
    expect(told).toEqual(['made', 'struck', 'proposed', 'struck', 'custody']);
    expect([kept?.head?.content.title, kept?.struck?.seq, states(kept)]).toEqual(['First', 5, [['h4', 'current'], ['h6', 'proposed']]]);
  });

  it('is in somebody’s custody if it is an exhibit', () => {
    expect(play([item(1, note), custody(2)]).told).toEqual(['made', 'no-exhibit']);
    expect(play([item(4, exhibit), custody(5), { ...custody(6), hash: 'h5' }]).told).toEqual(['made', 'custody', 'taken']);
    expect(play([item(4, exhibit), custody(5), custody(6)]).kept?.custody.map(({ seq, content }) => [seq, content])).toEqual([[5, null], [6, null]]);
  });

  it('takes so much of one person, and as much of another', () => {
    const many = (count: number, make: (seq: number) => RegisterItem) => Array.from({ length: count }, (_, i) => make(i + 5));
    const bens = (each: RegisterItem): RegisterItem => ({ ...each, by: 'ben' as PractitionerId });
    const stated = play([item(4, exhibit), ...many(registerLimits.taken.custody, custody), custody(1_000), bens(custody(1_001))]);
    expect(stated.told.slice(-3)).toEqual(['custody', 'too-many', 'custody']);
    // Of versions the newest stay: whoever has read a part of them comes to the same.
    const beside = bens(item(900, { ...exhibit, after: 'h4', title: 'Beside' }));
    const inARow = (from: number, count: number) => Array.from({ length: count }, (_, i) => item(from + i, { ...exhibit, after: `h${from + i - 1}`, title: `Version ${from + i}` }));
    const all = play([item(4, exhibit), ...inARow(5, 100), beside, ...inARow(105, registerLimits.versions)]);
    const part = play(inARow(250, registerLimits.versions - 145));
    expect([all, part].map(({ kept }) => kept?.head?.content.title)).toEqual([`Version ${registerLimits.versions + 104}`, `Version ${registerLimits.versions + 104}`]);
    expect(all.kept?.versions.filter(({ by }) => by === 'ana').length).toBe(registerLimits.versions + 1);
    expect(states(all.kept)?.filter(([, state]) => state !== 'former')).toEqual([['h900', 'proposed'], [`h${registerLimits.versions + 104}`, 'current']]);
    for (const each of [item(1, note), strike(1)]) expect(follow(undefined, each, { room: false, unread: 0 })).toEqual({ ok: false, rule: 'too-many' });
  });

  it('begins with what can be read, where not all of it can', () => {
    const { told, kept } = play([custody(4), item(5, { ...exhibit, after: 'h0' }), item(6, { ...exhibit, after: 'h9' }), item(7, { ...exhibit, after: 'h5' })]);
    expect(told).toEqual(['custody', 'revised', 'proposed', 'revised']);
    expect([states(kept), kept?.custody.length, kept?.made?.seq, kept?.doubt]).toEqual([[['h5', 'former'], ['h6', 'proposed'], ['h7', 'current']], 1, 5, 5]);
    expect(play([custody(1), item(2, { ...note, after: 'h0' })]).kept?.custody).toEqual([]);
    expect(play([strike(1)]).kept).toMatchObject({ head: null, made: null, struck: { reason: 'Wrong' } });
  });

  it('is put right by whoever read more, where it is not known what stands', () => {
    const [p, v3, v4] = [item(5, { ...note, after: 'h1', title: 'Beside' }), item(6, { ...note, after: 'h2', title: 'Third' }), item(7, { ...note, after: 'h6', title: 'Fourth', settled: ['h5'] })];
    expect(states(play([p, v3]).kept)).toEqual([['h5', 'current'], ['h6', 'proposed']]);
    const { told, kept } = play([p, v3, v4]);
    expect(told).toEqual(['revised', 'proposed', 'revised']);
    expect([states(kept), kept?.head?.content.title]).toEqual([[['h5', 'settled'], ['h6', 'former'], ['h7', 'current']], 'Fourth']);
    // Whoever knows what stands is not told otherwise.
    const sure = play([item(1, note), item(2, { ...note, after: 'h1', title: 'Second' }), item(7, { ...note, after: 'h0', title: 'False', settled: ['h2'] })]).kept;
    expect([states(sure), sure?.head?.content.title, sure?.doubt]).toEqual([[['h1', 'former'], ['h2', 'current'], ['h7', 'proposed']], 'Second', null]);
  });

  it('is not known for sure once something in between could not be read', () => {
    const first = play([item(1, note)]).kept;
    for (const [unread, doubt] of [[0, null], [1, null], [2, 3]] as const) {
      const followed = follow(first, item(3, { ...note, after: 'h2' }), { room: true, unread });
      expect(followed).toMatchObject({ ok: true, change: 'proposed', entry: { doubt } });
    }
  });

  it('stays what it was known to be when a part of it is erased', () => {
    const [beside, third] = [item(3, { ...note, after: 'h1', title: 'Beside' }), item(4, { ...note, after: 'h2', title: 'Third', settled: ['h3'] })];
    const stood = begunFrom(entry, baseOf(play([item(1, note), item(2, { ...note, after: 'h1', title: 'Second' })]).kept!));
    const left = play([beside, third], stood).kept;
    expect([states(left), left?.head?.content.title, left?.made?.seq, left?.doubt, left?.instead]).toEqual([[['h3', 'settled'], ['h4', 'current']], 'Third', 3, null, null]);
    expect(play([item(2, { ...note, after: 'h1', title: 'Second' }), item(9, note)], left).told).toEqual(['taken', 'taken']);
    // Where what stood is gone, the first proposal stands instead, until somebody follows what stood.
    const instead = play([beside, item(5, { ...note, after: 'h3', title: 'On that' })], stood).kept;
    expect([states(instead), instead?.instead]).toEqual([[['h3', 'former'], ['h5', 'current']], 'h2']);
    expect(states(play([item(6, { ...note, after: 'h2', title: 'Third' })], instead).kept)).toEqual([['h3', 'proposed'], ['h5', 'proposed'], ['h6', 'current']]);
    const struck = begunFrom(entry, baseOf(play([item(1, note), strike(2)]).kept!));
    expect(play([item(3, { ...note, after: 'h1', title: 'Late' })], struck).kept).toMatchObject({ head: { content: { title: 'Late' } }, struck: { by: 'ana', seq: 2, reason: '' } });
  });

  it('has at most one version that stands, and loses none that had an effect, whatever comes', () => {
    const any = fc.array(fc.oneof(
      fc.record({ after: fc.option(fc.nat(12)), settled: fc.uniqueArray(fc.nat(12), { maxLength: 3 }) }), fc.constant('strike' as const), fc.constant('custody' as const),
    ), { maxLength: 12 });
    fc.assert(fc.property(any, fc.nat(24), (plan, unread) => {
      const items = plan.map((each, i) => (each === 'strike' ? strike(i + 10) : each === 'custody' ? custody(i + 10) : item(i + 10, { ...exhibit, after: each.after === null ? null : `h${each.after + 10}`, settled: each.settled.map((n) => `h${n + 10}`) })));
      const { told, kept } = play(items, undefined, { room: true, unread });
      const versions = items.filter(({ content }, i) => content.type === 'entry' && ['made', 'revised', 'proposed'].includes(told[i]!));
      expect(kept?.versions.map(({ hash }) => hash) ?? []).toEqual(versions.map(({ hash }) => hash));
      expect(kept?.versions.filter(({ state }) => state === 'current').length ?? 0).toBe(kept?.head == null ? 0 : 1);
      expect(kept?.custody.length ?? 0).toBe(told.filter((each) => each === 'custody').length);
      expect(told.filter((each, i) => each === 'struck' && items[i]!.seq === kept?.struck?.seq).length).toBe(kept?.struck == null ? 0 : 1);
    }));
  });
});
