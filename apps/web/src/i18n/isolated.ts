/** Keeps a name of the other direction together, and what stands beside it where it is. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
