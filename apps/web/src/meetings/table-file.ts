import { tableText } from '@comity/sdk';

/** What a chosen file says; null where it cannot be read: it was moved meanwhile, or it may not be opened. */
export const textIn = (file: Blob): Promise<string | null> => file.arrayBuffer().then((buffer) => tableText(new Uint8Array(buffer)), () => null);
