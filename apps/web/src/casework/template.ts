/**
 * A template: what somebody begins a request with, as a file in a conversation. Trust: anybody in the conversation may have written it; it is read by
 * its contract, and fills a form that nothing is sent from by itself.
 */
import { z } from 'zod';
import { newDraft, newMeasure, type Draft } from './draft.js';
import { kinds, LegalBasis } from './law.js';

export const templateEnding = '.comity-template.json';
/** What is looked for among the names of files. */
export const templateWords = 'comity-template';
export const largestTemplate = 200_000;
export const longestName = 80;

const term = z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/);
const pack = z.string().regex(/^[a-z0-9-]{1,100}$/);
const Template = z.strictObject({
  type: z.literal('comity/request-template'), v: z.literal(1), name: z.string().trim().min(1).max(longestName), kind: z.enum(kinds), title: z.string().max(120), urgent: z.boolean(),
  instruments: z.array(pack).max(20), agreed: z.array(pack).max(20), lawPermits: z.array(term).max(50), periods: z.record(term, z.string().regex(/^(?:#\d{0,4}|[A-Z][A-Z0-9_]{0,99})?$/)), counting: LegalBasis.shape.counting,
  measures: z.array(z.strictObject({ assistance: z.union([term, z.literal('')]), sought: z.string().max(4_000) })).max(20), sections: z.record(term, z.string().max(20_000)),
});
export type Template = z.infer<typeof Template>;

/** Of a request: what another one may begin with. Not whom it goes to, its files, its translations, nor its reference. */
export function templateOf({ kind, title, urgent, instruments, agreed, lawPermits, periods, counting, measures, sections }: Draft, name: string): Template {
  return {
    type: 'comity/request-template', v: 1, name: name.trim(), kind, title, urgent, instruments, agreed, lawPermits, periods, ...(Object.keys(counting).length > 0 && { counting }), measures: measures.map(({ assistance, sought }) => ({ assistance, sought })),
    sections: Object.fromEntries(Object.entries(sections).filter(([, text]) => text.trim() !== '')),
  };
}
export const writeTemplate = (template: Template): string => `${JSON.stringify(Template.parse(template), null, 2)}\n`;

/** Null for what is no template of this version. */
export function readTemplate(bytes: Uint8Array): Template | null {
  if (bytes.length > largestTemplate) return null;
  try {
    return Template.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}

/** A new request that begins with it. */
export function draftFromTemplate({ kind, title, urgent, instruments, agreed, lawPermits, periods, counting = {}, measures, sections }: Template): Draft {
  const begun = measures.map((measure) => ({ ...measure, id: newMeasure().id }));
  return { ...newDraft(), kind, title, urgent, instruments, agreed, lawPermits, periods, counting, sections, measures: begun.length === 0 ? [newMeasure()] : begun };
}

/** Letters and digits of any script. */
export function templateFileName(name: string): string {
  const bare = name.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `${bare === '' ? 'template' : bare}${templateEnding}`;
}
