/** A table as CSV (RFC 4180) that spreadsheets open as it is meant: with a byte order mark for UTF-8, and without a formula in it. */
const formula = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\p{Cf}]*[\t\r\n]/u;

/** What a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). */
const defused = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** Every field is quoted: no separator that a spreadsheet guesses at begins a new one. */
export const csvOf = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((row) => `${row.map((text) => `"${defused(text).replaceAll('"', '""')}"`).join(',')}\r\n`).join('')}`;
