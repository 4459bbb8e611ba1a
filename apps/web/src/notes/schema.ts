/**
 * What a note is made of, as `noteElements` of the contracts has it. Every block takes its direction from its own words.
 * Trust: what stands in a note came from other people; an address is a link if the browser understands it as one of the web, and nothing is fetched from it.
 */
import { Schema, type DOMOutputSpec } from 'prosemirror-model';
import { linkTarget } from '../messaging/words.js';

const levels = [1, 2, 3] as const;
const levelOf = (value: unknown): (typeof levels)[number] => levels.find((level) => level === value) ?? 3;
/** The page's own heading is the title of the note. */
const tagOf = (level: unknown): string => `h${levelOf(level) + 1}`;

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      group: 'block', content: 'inline*', defining: true, attrs: { level: { default: 1 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((tag) => ({ tag: `h${tag}`, attrs: { level: levelOf(Math.max(1, tag - 1)) } })),
      toDOM: ({ attrs }) => [tagOf(attrs['level']), { dir: 'auto' }, 0],
    },
    blockquote: { group: 'block', content: 'paragraph+', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', { dir: 'auto' }, 0] },
    bullet_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', { dir: 'auto' }, 0] },
    ordered_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', { dir: 'auto' }, 0] },
    list_item: { content: 'paragraph+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    text: { group: 'inline' },
  },
  marks: {
    link: {
      attrs: { href: {} }, inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (node) => { const href = linkTarget(node.getAttribute('href') ?? ''); return href === null ? false : { href }; } }],
      toDOM: ({ attrs }): DOMOutputSpec => { const href = linkTarget(String(attrs['href'])); return href === null ? ['span', 0] : ['a', { href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow' }, 0]; },
    },
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  },
});
export const { nodes, marks } = schema;
