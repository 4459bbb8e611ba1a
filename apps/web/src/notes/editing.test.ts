import { describe, expect, it } from '@jest/globals';
import { EditorState } from 'prosemirror-state';
import { writable } from './editing.js';
import { schema } from './schema.js';

describe('the editor of a note', () => {
  it('takes out what others would refuse, however it came', () => {
    const state = EditorState.create({ schema, plugins: [writable] });
    const words = 'Pay \u202e001\u202c\u2066 to\u0000\tana\u009f';
    const typed = state.apply(state.tr.insertText(words, 1));
    expect(typed.doc.textContent).toBe('Pay 001 to\tana');
    const pasted = typed.apply(typed.tr.insert(0, schema.node('heading', null, [schema.text('a\u0007b', [schema.mark('strong')]), schema.text('\u202dc')])));
    expect(pasted.doc.textContent).toBe('abcPay 001 to\tana');
  });
});
