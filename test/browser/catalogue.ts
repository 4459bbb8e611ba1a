/** The words on the screen by their ids, so that one test speaks both languages. */
import { readCatalogue } from '../../apps/web/build/po.js';
import type { MessageId } from '../../apps/web/src/locales/ids.js';

export type Say = (id: MessageId) => string;

export async function catalogue(language: 'en' | 'ar'): Promise<Say> {
  const messages = await readCatalogue(language);
  return (id) => {
    const words = messages[id];
    if (words === undefined) throw new Error(`no such message: ${id}`);
    return words;
  };
}
