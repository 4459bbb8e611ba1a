/** What somebody is writing to offer, as it is kept. */
import { z } from 'zod';
import type { OfferView } from '@comity/sdk';
import type { Written } from '../messaging/form.js';
import { handlingNames } from '../messaging/handling.js';
import { sources, tlps } from '../messaging/marking.js';

const Draft = z.strictObject({ nature: z.string(), conditions: z.array(z.string()).min(1).max(20), basis: z.array(z.string()), handling: z.enum(handlingNames), restriction: z.string(), source: z.enum(['none', ...sources]), information: z.enum(['1', '2', '3', '4']), tlp: z.enum(['none', ...tlps]).default('none'), text: z.string() });
export type Draft = z.infer<typeof Draft>;
export const begin: Draft = { nature: '', conditions: [''], basis: [], handling: 'H1', restriction: '', source: 'none', information: '4', tlp: 'none', text: '' };
export const written: Written<Draft> = {
  write: (draft) => (JSON.stringify(draft) === JSON.stringify(begin) ? '' : JSON.stringify(draft)),
  read: (text) => { try { return Draft.safeParse(JSON.parse(text)).data ?? null; } catch { return null; } },
};

/** Of an offer that was not taken: all of it but its files, which have to be attached anew. */
export function draftOf({ nature, conditions, basis, handling, restriction, evaluation, tlp, content }: OfferView): string {
  const information = ([null, '1', '2', '3', '4'] as const)[evaluation?.information ?? 0] ?? begin.information;
  return written.write({ nature, conditions, basis, handling, restriction: restriction ?? '', source: evaluation?.source ?? 'none', information, tlp: tlp ?? 'none', text: content?.text ?? '' });
}
