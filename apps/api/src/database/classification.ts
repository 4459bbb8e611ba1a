/**
 * What a column holds, in the words of the data contract (`prisma/`). Migrations give every column one of these as the
 * beginning of its comment; the contract's test reads them back from the catalogue.
 */
export type Classification = 'ciphertext' | 'public-key' | 'signature' | 'routing' | 'personal' | 'operational';
export type Classified = Classification | `${Classification}: ${string}`;

/** The `comment on column` statements of a table. */
export function classify(table: string, columns: Record<string, Classified>): string[] {
  return Object.entries(columns).map(([column, meaning]) => `comment on column "${table}"."${column}" is '${meaning.replaceAll("'", "''")}'`);
}
