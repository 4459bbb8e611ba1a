/**
 * What people say and do in a space. All of it travels as items of kind `message`: what it is stands inside, so that
 * the service cannot tell a reaction from a text. Each content has exactly one encoding.
 */
import { actRule, isActType, readAct, writeAct, type Act } from './content-act.js';
import { encodeFields, parseObject, refuse, type ContentResult, type Encoded, type Fields } from './content-rules.js';
import { readText, textContentRule, writeText, type TextContent } from './content-text.js';

export type MessageContent = TextContent | Act;

const write = (content: MessageContent) => (content.type === 'text' ? writeText(content) : writeAct(content));
const ruleOf = (content: MessageContent) => (content.type === 'text' ? textContentRule(content) : actRule(content));

const read = (type: MessageContent['type'], fields: Fields) => (type === 'text' ? readText(fields) : readAct(type, fields));

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
  if (type !== 'text' && !isActType(type)) return refuse('unknown-type');
  const content = read(type, parsed.value);
  if (content === undefined) return refuse('wrong-shape');
  const rule = ruleOf(content);
  if (rule !== null) return refuse(rule);
  // Whatever else stood there, or stood there otherwise, is not what this content's sender should have written.
  return JSON.stringify(write(content)) === parsed.text ? { ok: true, content } : refuse('not-canonical');
}
