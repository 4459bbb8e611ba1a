/** The words on the screen by their ids, so that one test speaks both languages. */
import { setupI18n } from '@lingui/core';
import { readCatalogue } from '../../apps/web/build/po.js';
import type { MessageId } from '../../apps/web/src/locales/ids.js';

export type Language = 'en' | 'ar';
/** A message as it is read with these values, or without any as it stands in the catalogue. */
export type Say = (id: MessageId, values?: Readonly<Record<string, unknown>>) => string;

export async function catalogue(language: Language): Promise<Say> {
  const messages = await readCatalogue(language);
  const i18n = setupI18n({ locale: language, messages: { [language]: messages } });
  return (id, values) => {
    const words = messages[id];
    if (words === undefined) throw new Error(`no such message: ${id}`);
    return values === undefined ? words : i18n._(id, values);
  };
}
