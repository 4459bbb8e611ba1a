/** Generated from the files of ../treaties when anything is built; a test holds the two together. Trust: none yet; `standard.ts` loads them. */
export const treaties: readonly unknown[] = [];
