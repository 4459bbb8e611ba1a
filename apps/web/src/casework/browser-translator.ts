/** The browser's own translator, where it has one: it works on this device, and no server gets the text. It may fetch a model of the language from its maker first. */
interface Pair { sourceLanguage: string; targetLanguage: string }
interface Working { translate(text: string): Promise<string>; destroy?(): void }
interface BrowserTranslator { availability(pair: Pair): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>; create(pair: Pair): Promise<Working> }

const own = (): BrowserTranslator | undefined => (globalThis as { Translator?: BrowserTranslator }).Translator;
export const canTranslate = (): boolean => own() !== undefined;

/** The texts in the other language, in their order; null where the browser does not know these languages, or cannot now. */
export async function translated(texts: readonly string[], sourceLanguage: string, targetLanguage: string): Promise<string[] | null> {
  const pair = { sourceLanguage, targetLanguage };
  try {
    const translator = own();
    if (translator === undefined || (await translator.availability(pair)) === 'unavailable') return null;
    const working = await translator.create(pair);
    const made: string[] = [];
    for (const text of texts) made.push(await working.translate(text));
    working.destroy?.();
    return made;
  } catch {
    return null;
  }
}
