import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';
import { noteLimits, noteRoot } from '@comity/contracts';
import { ready } from '@comity/e2ee';
import { NoteDocument } from './document.js';

/** Somebody's document of a note, and what they would send of it. */
class Desk {
  readonly doc = new Y.Doc();
  private unsent: Uint8Array[] = [];
  constructor(readonly client: number) {
    this.doc.clientID = client;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'other') this.unsent.push(update); });
  }
  get root(): Y.XmlFragment { return this.doc.getXmlFragment(noteRoot); }
  send(): Uint8Array { return Y.mergeUpdates(this.unsent.splice(0)); }
  read(update: Uint8Array): void { Y.applyUpdate(this.doc, update, 'other'); }
  paragraph(at: number, words: string, element = 'paragraph'): void {
    const [paragraph, text] = [new Y.XmlElement(element), new Y.XmlText()];
    text.insert(0, words);
    paragraph.insert(0, [text]);
    this.root.insert(at, [paragraph]);
  }
  text(at: number): Y.XmlText { return (this.root.get(at) as Y.XmlElement).get(0) as Y.XmlText; }
}

function begun(): { ana: Desk; note: NoteDocument; first: Uint8Array } {
  const ana = new Desk(11);
  ana.paragraph(0, 'The first');
  const first = ana.send();
  const note = new NoteDocument();
  expect(note.add(first, 11)).toBeNull();
  return { ana, note, first };
}

describe('a note', () => {
  beforeAll(async () => { await ready(); });
  it('is the same in whatever order its updates come', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(30), fc.string({ minLength: 1, maxLength: 6 }), fc.boolean()), { minLength: 1, maxLength: 25 }), fc.infiniteStream(fc.nat(2)), (edits, order) => {
      const { first } = begun();
      const desks = [21, 22, 23].map((client) => { const desk = new Desk(client); desk.read(first); return desk; });
      const sent: Uint8Array[][] = [[], [], []];
      for (const [who, at, words, gone] of edits) {
        const text = desks[who]!.text(0);
        if (gone && text.length > 1) text.delete(at % text.length, 1);
        else text.insert(at % (text.length + 1), words);
        sent[who]!.push(desks[who]!.send());
      }
      const play = (next: () => number): NoteDocument => {
        const note = new NoteDocument();
        note.add(first, 11);
        const left = sent.map((updates) => [...updates]);
        while (left.some((updates) => updates.length > 0)) {
          const who = next();
          const update = left[who]!.shift();
          if (update !== undefined) expect(note.add(update, 21 + who)).toBeNull();
        }
        return note;
      };
      let turn = 0;
      const [one, other] = [play(() => (turn = (turn + 1) % 3)), play(() => order.next().value as number)];
      expect(other.fingerprint()).toBe(one.fingerprint());
      expect(other.text()).toBe(one.text());
      const summed = new NoteDocument();
      expect(summed.addSnapshot(one.state())).toBeNull();
      expect(summed.fingerprint()).toBe(one.fingerprint());
    }), { numRuns: 60 });
  });

  it('takes nothing of garbage, and is what it was', () => {
    const { note, first } = begun();
    const before = note.fingerprint();
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
      // Nothing at all says nothing, in whatever bytes; one in some hundred thousand happens to be an update.
      const other = new NoteDocument();
      fc.pre(other.add(bytes, 12) !== null && other.addSnapshot(bytes) !== null);
      note.add(bytes, 12);
      note.addSnapshot(bytes);
      expect(note.fingerprint()).toBe(before);
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.nat(first.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const [bytes, alone] = [Uint8Array.from(first), new NoteDocument()];
      bytes[at]! ^= flip;
      // Refused whole, or what somebody might have written.
      if (alone.add(bytes, 11) !== null) expect([alone.has(11), alone.text()]).toEqual([false, '']);
    }), { numRuns: 500 });
    expect(note.add(first.subarray(0, first.length - 3), 11)).toBe('malformed');
    expect(note.text()).toBe('The first');
  });

  it('takes of one author what that author wrote, once and in order', () => {
    const { ana, note, first } = begun();
    ana.text(0).insert(9, ' line');
    const second = ana.send();
    ana.text(0).insert(0, '!');
    const third = ana.send();
    expect([note.add(second, 12), note.add(third, 11), note.add(first, 11), note.add(second, 11), note.add(third, 11)]).toEqual(['malformed', 'out-of-order', 'repeated', null, null]);
    expect(note.text()).toBe('!The first line');
  });

  it('takes nothing that hangs on what is not there', () => {
    const { ana, note } = begun();
    ana.paragraph(1, 'Unseen');
    const unseen = ana.send();
    const ben = new Desk(12);
    ben.read(Y.encodeStateAsUpdate(ana.doc));
    ben.text(1).insert(0, 'On that: ');
    expect(note.add(ben.send(), 12)).toBe('unknown-place');
    ben.text(1).delete(12, 2);
    expect(note.add(ben.send(), 12)).toBe('unknown-place');
    expect([note.add(unseen, 11), note.text()]).toEqual([null, 'The first\nUnseen']);
  });

  it('holds what is in a note and nothing else', () => {
    const strange: ((desk: Desk) => void)[] = [
      (desk) => desk.paragraph(0, 'x', 'script'),
      (desk) => desk.doc.getText('other').insert(0, 'x'),
      (desk) => desk.root.insert(0, [new Y.XmlText('bare')]),
      (desk) => desk.root.insert(0, [new Y.XmlElement('list_item')]),
      (desk) => { let at: Y.XmlFragment = desk.root; for (let i = 0; i < 50; i += 1) { const quote = new Y.XmlElement('blockquote'); at.insert(0, [quote]); at = quote; } },
      (desk) => { desk.paragraph(0, 'x'); desk.text(0).insertEmbed(0, { image: 'https://elsewhere.example/x.png' }); },
      (desk) => { desk.paragraph(0, 'x'); desk.text(0).format(0, 1, { style: { color: 'red' } }); },
      (desk) => { desk.paragraph(0, 'x'); desk.text(0).format(0, 1, { link: { href: 'x'.repeat(noteLimits.link + 1) } }); },
      (desk) => { desk.paragraph(0, 'x', 'heading'); (desk.root.get(0) as Y.XmlElement<{ level: object }>).setAttribute('level', { deep: [] }); },
      (desk) => desk.paragraph(0, 'Pay \u202e001\u202c'),
      (desk) => desk.paragraph(0, 'x\u0007'),
      (desk) => { desk.paragraph(0, 'x'); desk.text(0).format(0, 1, { link: { href: 'https://a.example/\u202e' } }); },
      (desk) => { const hook = new Y.XmlHook('hook'); desk.root.insert(0, [hook as unknown as Y.XmlText]); },
    ];
    const { note } = begun();
    for (const write of strange) {
      const desk = new Desk(13);
      write(desk);
      expect(note.add(desk.send(), 13)).toBe('strange');
    }
    const ben = new Desk(14);
    ben.paragraph(0, 'Heading', 'heading');
    (ben.root.get(0) as Y.XmlElement<{ level: number }>).setAttribute('level', 2);
    ben.text(0).format(0, 4, { strong: {}, link: { href: 'https://example.org' } });
    expect(note.add(ben.send(), 14)).toBeNull();
    expect(note.text()).toBe('The first\nHeading');
  });

  it('has an end', () => {
    const { ana, note } = begun();
    ana.text(0).insert(0, 'x'.repeat(noteLimits.bytes + 1));
    expect(note.add(ana.send(), 11)).toBe('malformed');
    // Letters that nobody sees count as well.
    const doc = new Y.Doc();
    doc.clientID = 12;
    const gone = new NoteDocument();
    let rule: string | null = null;
    for (let i = 0; rule === null && i < 100; i += 1) {
      const before = Y.encodeStateVector(doc);
      const text = new Y.XmlText('y'.repeat(40_000));
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [text]);
      doc.getXmlFragment(noteRoot).insert(0, [paragraph]);
      doc.getXmlFragment(noteRoot).delete(0, 1);
      rule = gone.add(Y.encodeStateAsUpdate(doc, before), 12);
    }
    expect(rule).toBe('full');
  });

  it('loses nothing to a snapshot', () => {
    const { ana, note, first } = begun();
    ana.text(0).insert(9, ' line');
    note.add(ana.send(), 11);
    const [words, without] = [note.text(), new NoteDocument()];
    without.add(first, 11);
    expect(note.addSnapshot(without.state())).toBeNull();
    expect(note.text()).toBe(words);
    const empty = new NoteDocument();
    expect(note.addSnapshot(empty.state())).toBeNull();
    expect(note.text()).toBe(words);
  });

  it('goes on elsewhere as it stands, in one update of whoever takes it there, with nothing of what was deleted', () => {
    const { ana, note } = begun();
    ana.text(0).insert(4, 'very ', { strong: {} });
    ana.paragraph(1, 'A secret', 'heading');
    (ana.root.get(1) as Y.XmlElement).setAttribute('level', 2 as unknown as string);
    ana.text(1).delete(2, 6);
    ana.text(1).insert(2, 'plan');
    expect(note.add(ana.send(), 11)).toBeNull();
    const [copy, elsewhere, shape] = [note.copy(77), new NoteDocument(), new Y.Doc()];
    expect(elsewhere.add(copy, 77)).toBeNull();
    expect(elsewhere.text()).toBe(note.text());
    Y.applyUpdate(shape, copy);
    expect(shape.getXmlFragment(noteRoot).toJSON()).toBe(ana.root.toJSON());
    expect(Buffer.from(copy).toString('latin1')).not.toContain('secret');
    expect(new NoteDocument().add(copy, 11)).toBe('malformed');
    expect(new NoteDocument().copy(77).length).toBeGreaterThan(0);
  });
  it('is read as plain text', () => {
    const ana = new Desk(11);
    ana.paragraph(0, 'Title', 'heading');
    const list = new Y.XmlElement('ordered_list');
    ana.root.insert(1, [list]);
    for (const [i, words] of ['one', 'two'].entries()) {
      const [item, paragraph] = [new Y.XmlElement('list_item'), new Y.XmlElement('paragraph')];
      list.insert(i, [item]);
      item.insert(0, [paragraph]);
      paragraph.insert(0, [new Y.XmlText(words)]);
    }
    const note = new NoteDocument();
    expect(note.add(ana.send(), 11)).toBeNull();
    expect(note.text()).toBe('Title\n1. one\n2. two');
  });
});
