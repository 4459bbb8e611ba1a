/** Which field was refused by which rule, in words: the pointers are those of the service's contract or of the client's own input. */
import type { Problem } from '@comity/contracts';
import type { PlainId, Text } from '../i18n/text.js';

const fields: Record<string, PlainId> = {
  passphrase: 'field.passphrase', login: 'field.login', name: 'field.name', title: 'field.title', code: 'field.code', token: 'set-up.token', networkName: 'set-up.network-name', deviceName: 'field.device-name',
};
const rules: Record<string, PlainId> = {
  'too-short': 'passphrase.too-short', 'too-long': 'passphrase.too-long', 'context-word': 'passphrase.context-word', common: 'passphrase.common', 'too-simple': 'passphrase.too-simple',
  'must be a current code of the secret': 'failure.code-not-current',
};

/** One sentence for each error; a rule without words of its own stays as the contract says it. */
export function fieldErrors(problem: Problem, t: Text, describe?: (pointer: string, rule: string) => string): string[] {
  return (problem.errors ?? []).map(({ pointer, rule }) => {
    if (describe !== undefined) return describe(pointer, rule);
    const parts = pointer.split('/');
    const last = parts.at(-1) ?? '';
    const known = fields[last];
    const field = known === undefined ? last : t(known);
    const text = rules[rule];
    const words = text === undefined ? rule : t(text);
    const officer = /^\/(?:officers|accounts)\/(\d)/.exec(pointer)?.[1];
    return officer === undefined ? t('failure.field', { field, rule: words }) : t('failure.field-of-officer', { number: Number(officer) + 1, field, rule: words });
  });
}
