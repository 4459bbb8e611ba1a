/** What happened to a message between two looks at it, in words. */
import type { MessageEntry } from '@comity/sdk';

export type Names = ReadonlyMap<string, string>;

/** A line for each act; `before` is undefined for a message not looked at before, which is no news of its own. */
export function actsBetween(before: MessageEntry | undefined, after: MessageEntry, names: Names): string[] {
  if (before === undefined) return [];
  const name = (id: string) => names.get(id) ?? id;
  const what = `“${shortened(before.text)}”`;
  if (before.withdrawn === null && after.withdrawn !== null) return [`${after.withdrawn}  ${name(after.sender)} withdrew ${what}`];
  const lines: string[] = [];
  if (after.edited.length > before.edited.length) lines.push(`${name(after.sender)} edited ${what}: ${after.text}`);
  const reactions = (entry: MessageEntry) => new Set(entry.reactions.flatMap(({ emoji, by }) => by.map((person) => `${emoji} ${person}`)));
  const [had, has] = [reactions(before), reactions(after)];
  for (const reaction of has) if (!had.has(reaction)) lines.push(`${reacting(reaction, name)} reacted ${emojiOf(reaction)} to ${what}`);
  for (const reaction of had) if (!has.has(reaction)) lines.push(`${reacting(reaction, name)} took back ${emojiOf(reaction)} from ${what}`);
  if (before.pinned === null && after.pinned !== null) lines.push(`${name(after.pinned.by)} pinned ${what}`);
  if (before.pinned !== null && after.pinned === null) lines.push(`no longer pinned: ${what}`);
  for (const { person } of after.alert?.acknowledged.filter((each) => before.alert?.acknowledged.some(({ person }) => person === each.person) !== true) ?? []) lines.push(`${name(person)} acknowledged ${what}; ${after.alert?.outstanding.length ?? 0} outstanding`);
  if (after.alert !== null && after.alert.reminded !== (before.alert?.reminded ?? null)) lines.push(`${name(after.sender)} reminds of ${what}: ${after.alert.outstanding.map(name).join(', ')}`);
  for (const [i, { text, by }] of after.poll?.options.entries() ?? []) for (const person of by) if (before.poll?.options[i]?.by.includes(person) !== true) lines.push(`${name(person)} votes “${text}” on ${what}`);
  if (after.poll?.closed === true && before.poll?.closed === false) lines.push(`${name(after.sender)} closed ${what}: ${after.poll.options.map(({ text, by }) => `${text} ${by.length}`).join(', ')}`);
  return lines;
}

const emojiOf = (reaction: string): string => reaction.slice(0, reaction.indexOf(' '));
const reacting = (reaction: string, name: (id: string) => string): string => name(reaction.slice(reaction.indexOf(' ') + 1));
const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
