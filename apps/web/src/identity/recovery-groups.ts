/** A recovery code in its groups, as it stands on paper. */
export const codeGroups = (code: string): string[] => code.trim().split(/[\s-]+/);

/** Groups and characters of a code. */
export const groupCount = 14;
const groupSize = 4;

/** What was typed, in groups: case, spaces and hyphens do not matter, O is 0, I and L are 1, as the code itself is read. */
export function typedGroups(text: string): string[] {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s\-–—_.]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return plain.match(/.{1,4}/gu) ?? [];
}

export type GroupState = 'empty' | 'started' | 'whole' | 'wrong';

/** How far each group is; with the code at hand also which is wrong. */
export function groupStates(text: string, code: string | null): GroupState[] {
  const typed = typedGroups(text);
  const expected = code === null ? null : codeGroups(code);
  return Array.from({ length: groupCount }, (_, i): GroupState => {
    const group = typed[i] ?? '';
    if (group === '') return 'empty';
    if (expected !== null && !(expected[i] ?? '').startsWith(group)) return 'wrong';
    return group.length < groupSize ? 'started' : 'whole';
  });
}
