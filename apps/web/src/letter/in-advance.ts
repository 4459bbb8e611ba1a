/** A draft as the other side reads it in advance: its letter as a Word document, marked as a draft, and the words that go with it; both in the language of the letter. */
import type { MatterView } from '@comity/sdk';
import { docxOf, docxType } from './docx.js';
import type { LetterLanguage } from './frame.js';
import { inLanguage, letterOf, type Names } from './letter.js';
import { tongueOf } from './tongue.js';

export async function inAdvance(matter: MatterView, language: LetterLanguage, names: Names, now: Date): Promise<{ text: string; file: File }> {
  const tongue = await tongueOf(language);
  const said = matter.translations.some((each) => each.language === language) ? inLanguage(matter, language) : matter;
  const letter = letterOf(said, tongue, names, now);
  return { text: tongue.frame.inAdvance.replace('{subject}', () => said.title), file: new File([docxOf(letter)], `${letter.fileName.replace(/^request/, 'draft')}.docx`, { type: docxType }) };
}
