/** A recovery code in its groups, as it stands on paper. */
export const codeGroups = (code: string): string[] => code.trim().split(/[\s-]+/);

/** Letters and digits alone, so that spaces and case do not matter. */
const plain = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Whether the typed text is the code's last group. */
export const confirmsCode = (code: string, typed: string): boolean => plain(typed) !== '' && plain(typed) === plain(codeGroups(code).at(-1) ?? '');
