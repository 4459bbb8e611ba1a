/**
 * What people say and do in a space. All of it travels as items of kind `message`: what it is stands inside, so that
 * the service cannot tell a reaction from a text. Each content has exactly one encoding.
 */
import type { Instant } from '@comity/contracts';
import { actRule, isActType, readAct, writeAct, type Act } from './content-act.js';
import { dossierContentRule, readDossierContent, writeDossierContent, type DossierContent } from './content-dossier.js';
import { isRegisterType, readRegister, registerRule, writeRegister, type NoteItem, type RegisterContent, type TraceItem } from './content-entry.js';
import { encodeFields, instantRule, isFields, parseObject, refuse, type ContentResult, type ContentRule, type Encoded, type Fields } from './content-rules.js';
import { readStep, stepRule, writeStep, type StepContent } from './content-step.js';
import { readText, textContentRule, writeText, type TextContent } from './content-text.js';
import { readTransmission, transmissionRule, writeTransmission, type TransmissionContent } from './content-transmission.js';

/** What a request consists of. */
export type CaseContent = DossierContent | StepContent | TransmissionContent;
/** Of information under conditions. What it says is read where somebody has offers; see `readOfferContent`. */
export interface OfferContent { v: 1; type: 'offer' | 'offer-step'; sentAt: Instant; said: Fields }
export type MessageContent = TextContent | Act | CaseContent | RegisterContent | NoteItem | TraceItem | OfferContent;

function write(content: MessageContent): Fields {
  switch (content.type) {
    case 'text': return writeText(content);
    case 'dossier': return writeDossierContent(content);
    case 'case-step': return writeStep(content);
    case 'transmission': return writeTransmission(content);
    case 'entry': case 'entry-custody': case 'entry-strike': case 'note': case 'trace': return writeRegister(content);
    case 'offer': case 'offer-step': return { v: 1, type: content.type, sentAt: content.sentAt, said: content.said };
    default: return writeAct(content);
  }
}

function ruleOf(content: MessageContent): ContentRule | null {
  switch (content.type) {
    case 'text': return textContentRule(content);
    case 'dossier': return dossierContentRule(content);
    case 'case-step': return stepRule(content);
    case 'transmission': return transmissionRule(content);
    case 'entry': case 'entry-custody': case 'entry-strike': case 'note': case 'trace': return registerRule(content);
    case 'offer': case 'offer-step': return instantRule(content.sentAt);
    default: return actRule(content);
  }
}

function read(type: MessageContent['type'], fields: Fields): MessageContent | undefined {
  switch (type) {
    case 'text': return readText(fields);
    case 'dossier': return readDossierContent(fields);
    case 'case-step': return readStep(fields);
    case 'transmission': return readTransmission(fields);
    case 'entry': case 'entry-custody': case 'entry-strike': case 'note': case 'trace': return readRegister(type, fields);
    case 'offer': case 'offer-step': return isFields(fields['said']) && typeof fields['sentAt'] === 'string' ? { v: 1, type, sentAt: fields['sentAt'] as Instant, said: fields['said'] } : undefined;
    default: return readAct(type, fields);
  }
}

const isCaseType = (type: unknown): type is CaseContent['type'] => type === 'dossier' || type === 'case-step' || type === 'transmission';
const isOfferType = (type: unknown): type is OfferContent['type'] => type === 'offer' || type === 'offer-step';
export const isOfferContent = (content: { type: string }): content is OfferContent => isOfferType(content.type);
export const isCaseContent = (content: { type: string }): content is CaseContent => isCaseType(content.type);
export const isRegisterContent = (content: { type: string }): content is RegisterContent | NoteItem | TraceItem => isRegisterType(content.type);
const isType = (type: unknown): type is MessageContent['type'] => type === 'text' || isCaseType(type) || isRegisterType(type) || isOfferType(type) || isActType(type);

export function encodeMessage(content: MessageContent): Encoded {
  // Read back, so that members stand in the one order whatever the caller's objects look like.
  const canonical = read(content.type, write(content));
  if (canonical === undefined) return refuse('wrong-shape');
  const rule = ruleOf(canonical);
  return rule === null ? encodeFields(write(canonical)) : refuse(rule);
}

export function decodeMessage(bytes: Uint8Array): ContentResult<MessageContent> {
  const parsed = parseObject(bytes);
  if (parsed === undefined) return refuse('not-json');
  const { v, type } = parsed.value;
  if (v !== 1) return refuse('unknown-version');
  if (!isType(type)) return refuse('unknown-type');
  const content = read(type, parsed.value);
  if (content === undefined) return refuse('wrong-shape');
  const rule = ruleOf(content);
  if (rule !== null) return refuse(rule);
  // Whatever else stood there, or stood there otherwise, is not what this content's sender should have written.
  return JSON.stringify(write(content)) === parsed.text ? { ok: true, content } : refuse('not-canonical');
}
