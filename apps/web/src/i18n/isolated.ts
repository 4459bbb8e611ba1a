/** Keeps a name of the other direction together, and what stands beside it where it is. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
/** Without that, for what is stored or leaves the screen. */
export const unisolated = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
