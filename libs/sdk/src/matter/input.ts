/** From an item back to what its author asked for: what does not stand can be taken up again. */
import type { LegalBasis } from '@comity/casework';
import type { HandlingCode, Instant } from '@comity/contracts';
import { factsIn, noAnnex, readAnnex, readSource, readStepAnnex, type CaseContent } from '@comity/e2ee';
import type { Wrote } from '../matters.js';
import { markingOf } from './codes.js';

export function wroteOf(content: CaseContent, handling: HandlingCode): Wrote | null {
  const marking = markingOf(content, handling);
  if (content.type === 'transmission') return null;
  if (content.type === 'dossier') {
    const { kind, requested, basis, title, urgent, sections, measures } = content.dossier;
    const annex = readAnnex(content.dossier) ?? noAnnex;
    const { reference, enclosures, translations } = annex;
    const source = content.source && readSource(content.source);
    return { dossier: {
      ...(kind && { kind }), requested, basis: basis as LegalBasis, title, urgent, sections, measures: measures.map((measure) => ({ ...measure, facts: factsIn(annex, measure.id) })), reference, ...(source && { source: { place: source.place, use: source.use } }), ...(marking && { marking }), enclosures: enclosures.map(({ file }) => file.id),
      translations: translations.map(({ language, pieces }) => ({ language, pieces: pieces.map(({ of, machine, text }) => ({ of, from: null, machine, text })) })),
    } };
  }
  const { action, measures: [first], words, shared } = content;
  const enclosures = readStepAnnex(content) ?? [];
  const { grounds, date, limit, deadline, route, classification, record } = (first?.carries ?? {}) as { grounds?: string[]; date?: Instant; limit?: Instant; deadline?: Instant; route?: string; classification?: string; record?: string };
  return {
    step: {
      action, ...(grounds !== undefined && { grounds }), words: Object.fromEntries(words.map(({ member, text }) => [member, text])),
      ...(date !== undefined && { date }), ...(limit !== undefined && { limit }), ...(deadline !== undefined && { deadline }),
      ...(route !== undefined && { route }), ...(classification !== undefined && { classification }), ...(record !== undefined && { record }), ...(shared !== null && { addressees: [...shared.addressees] }), ...(enclosures.length > 0 && { enclosures: enclosures.map(({ file }) => file.id) }), ...(marking && { marking }),
    },
  };
}
