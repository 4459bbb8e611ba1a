/**
 * Keys of epochs that a person's new device lacks: asked of the others inside, and given to that device alone. What is given lies in a
 * box for the device's leaf (mls/keys-box.ts), inside an item that everybody inside opens, so that all see who gave what to whom.
 * Trust: a member made it. Who gives judges whether the person was inside then, who takes judges whether the keys are true (see the SDK).
 */
import { limits, type DeviceId, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { decodeBase64Url, toBase64Url } from './bytes.js';
import { encodeFields, instantRule, isId, isWhole, parseObject, refuse, type ContentResult, type Encoded, type Fields } from './content-rules.js';

/** The device that sends it lacks the keys of these epochs, and takes none from some people, whose gift was false. */
export interface KeysAsked { v: 1; type: 'ask'; epochs: number[]; not: PractitionerId[]; sentAt: Instant }
/** The keys of these epochs for a device, which asked for them in `ask`. */
export interface KeysGiven { v: 1; type: 'give'; to: DeviceId; ask: ItemId; epochs: number[]; sealed: Uint8Array; sentAt: Instant }
export type KeysContent = KeysAsked | KeysGiven;

const write = (content: KeysContent): Fields => (content.type === 'ask'
  ? { v: 1, type: content.type, epochs: content.epochs, not: content.not, sentAt: content.sentAt }
  : { v: 1, type: content.type, to: content.to, ask: content.ask, epochs: content.epochs, sealed: toBase64Url(content.sealed), sentAt: content.sentAt });

export const encodeKeys = (content: KeysContent): Encoded => encodeFields(write(content));

export function decodeKeys(bytes: Uint8Array): ContentResult<KeysContent> {
  const parsed = parseObject(bytes);
  if (parsed === undefined) return refuse('not-json');
  const { v, type, epochs, sentAt } = parsed.value;
  if (v !== 1) return refuse('unknown-version');
  if (type !== 'ask' && type !== 'give') return refuse('unknown-type');
  if (!isEpochs(epochs) || typeof sentAt !== 'string') return refuse('wrong-shape');
  const rule = instantRule(sentAt);
  if (rule !== null) return refuse(rule);
  const content = type === 'ask' ? asked(parsed.value, epochs, sentAt as Instant) : given(parsed.value, epochs, sentAt as Instant);
  if (content === undefined) return refuse('wrong-shape');
  return JSON.stringify(write(content)) === parsed.text ? { ok: true, content } : refuse('not-canonical');
}

const asked = ({ not }: Fields, epochs: number[], sentAt: Instant): KeysAsked | undefined =>
  (Array.isArray(not) && not.length <= limits.membersPerSpace && not.every((each) => isId<PractitionerId>(each)) ? { v: 1, type: 'ask', epochs, not: not as PractitionerId[], sentAt } : undefined);

function given({ to, ask, sealed: text }: Fields, epochs: number[], sentAt: Instant): KeysGiven | undefined {
  const sealed = typeof text === 'string' ? decodeBase64Url(text) : undefined;
  return isId<DeviceId>(to) && isId<ItemId>(ask) && sealed !== undefined ? { v: 1, type: 'give', to, ask, epochs, sealed, sentAt } : undefined;
}

/** Ascending, each once. */
const isEpochs = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.length <= limits.epochsPerItem && value.every((each, i) => isWhole(each) && (i === 0 || each > (value[i - 1] as number)));
