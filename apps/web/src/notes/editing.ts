/** The editor of a note: what keys do, and what the buttons of its toolbar do. Undo takes back what one wrote oneself, never another's words. */
import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { EditorState, Plugin, type Command } from 'prosemirror-state';
import { redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';
import { marks, nodes, schema } from './schema.js';
import type { Pen } from './pen.js';

export const tools = ['strong', 'em', 'heading', 'subheading', 'bullets', 'numbers', 'quote', 'link', 'undo', 'redo'] as const;
export type Tool = (typeof tools)[number];

/** The innermost block around the selection that is one of these. */
function within({ selection: { $from } }: EditorState, ...types: NodeType[]): NodeType | undefined {
  for (let depth = $from.depth; depth > 0; depth -= 1) if (types.includes($from.node(depth).type)) return $from.node(depth).type;
  return undefined;
}

function hasMark({ selection: { from, to, empty, $from }, storedMarks, doc }: EditorState, type: MarkType): boolean {
  return empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type);
}

/** A list, or none; a list of the other kind becomes this one. */
const list = (type: NodeType): Command => (state, dispatch, view) => {
  const around = within(state, nodes.bullet_list, nodes.ordered_list);
  if (around === undefined) return wrapInList(type)(state, dispatch);
  if (around === type) return liftListItem(nodes.list_item)(state, dispatch, view);
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type !== around) continue;
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
    return true;
  }
  return false;
};
const heading = (level: number): Command => (state, dispatch) => (isHeading(state, level) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch);
const isHeading = ({ selection: { $from } }: EditorState, level: number): boolean => $from.parent.type === nodes.heading && $from.parent.attrs['level'] === level;
const quote: Command = (state, dispatch) => (within(state, nodes.blockquote) === undefined ? wrapIn(nodes.blockquote) : lift)(state, dispatch);

export const commands: Record<Exclude<Tool, 'link'>, Command> = {
  strong: toggleMark(marks.strong), em: toggleMark(marks.em), heading: heading(1), subheading: heading(2), bullets: list(nodes.bullet_list), numbers: list(nodes.ordered_list), quote,
  undo: (state) => undo(state), redo: (state) => redo(state),
};

/** What holds at the selection; undo and redo are never so. */
export function pressed(state: EditorState): ReadonlySet<Tool> {
  const held: [Tool, boolean][] = [
    ['strong', hasMark(state, marks.strong)], ['em', hasMark(state, marks.em)], ['link', hasMark(state, marks.link)], ['heading', isHeading(state, 1)], ['subheading', isHeading(state, 2)],
    ['bullets', within(state, nodes.bullet_list) !== undefined], ['numbers', within(state, nodes.ordered_list) !== undefined], ['quote', within(state, nodes.blockquote) !== undefined],
  ];
  return new Set(held.flatMap(([tool, is]) => (is ? tool : [])));
}

/** The address at the selection, and the range of the text that it is on. */
export function linkAt(state: EditorState): { href: string; from: number; to: number } {
  const { from, to, empty, $from } = state.selection;
  if (!empty) {
    let href = '';
    state.doc.nodesBetween(from, to, (node) => { href ||= String(marks.link.isInSet(node.marks)?.attrs['href'] ?? ''); });
    return { href, from, to };
  }
  const index = $from.index();
  const mark = $from.parent.maybeChild(index) && marks.link.isInSet($from.parent.child(index).marks);
  if (!mark) return { href: '', from, to };
  let start = $from.start();
  for (let i = 0; i < index; i += 1) start += $from.parent.child(i).nodeSize;
  return { href: String(mark.attrs['href']), from: start, to: start + $from.parent.child(index).nodeSize };
}

/** Puts an address on what is selected, or itself where nothing is; none takes it away. */
export function setLink(href: string | null, { from, to }: { from: number; to: number }): Command {
  return (state, dispatch) => {
    const { tr } = state;
    if (href === null) tr.removeMark(from, to, marks.link);
    else if (from === to) tr.insert(from, schema.text(href, [marks.link.create({ href })]));
    else tr.addMark(from, to, marks.link.create({ href }));
    dispatch?.(tr);
    return true;
  };
}

// oxlint-disable-next-line no-control-regex -- these are the ones that notes refuse
const unwritable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** Takes out what nobody would let in, however it came: typed, pasted or dropped. */
export const writable = new Plugin({
  appendTransaction(transactions, _, { doc, tr }) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null;
    const found: number[] = [];
    doc.descendants(({ text }, at) => { for (const { index } of text?.matchAll(unwritable) ?? []) found.push(at + index); });
    for (const at of found.reverse()) tr.delete(at, at + 1);
    return found.length > 0 ? tr : null;
  },
});

export function editorState(pen: Pen, onLink: () => void): EditorState {
  return EditorState.create({
    schema,
    plugins: [
      ySyncPlugin(pen.root), yUndoPlugin(), writable,
      inputRules({ rules: [textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: match[1]!.length })), wrappingInputRule(/^\s*>\s$/, nodes.blockquote), wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list), wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list)] }),
      keymap({
        'Mod-b': commands.strong, 'Mod-i': commands.em, 'Mod-z': commands.undo, 'Mod-y': commands.redo, 'Shift-Mod-z': commands.redo, 'Mod-Alt-1': commands.heading, 'Mod-Alt-2': commands.subheading,
        'Mod-Shift-8': commands.bullets, 'Mod-Shift-7': commands.numbers, 'Mod-Shift-9': commands.quote, 'Mod-k': () => { onLink(); return true; },
        Enter: splitListItem(nodes.list_item), 'Shift-Enter': chainCommands(exitCode, splitListItem(nodes.list_item)),
      }),
      keymap(baseKeymap),
    ],
  });
}
