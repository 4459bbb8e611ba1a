/** Names of kinds and fields, and how the value of a field reads. */
import { useCallback } from 'react';
import type { EntryKind, FieldOfEntry } from '@comity/contracts/register';
import type { FieldValue } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import type { IconName } from '../design/Icon.js';
import { useFormat, useTag } from '../i18n/format.js';
import { useText, type PlainId, type Text } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { moneyWords } from './money.js';
import type { Part } from './parts.js';

export const kindIcons: Record<EntryKind, IconName> = { note: 'note', person: 'person', organisation: 'organisation', account: 'money', asset: 'asset', vehicle: 'vehicle', phone: 'phone', document: 'files', exhibit: 'exhibit', event: 'calendar', task: 'task' };

/** Every field of every kind, and those of an asset that a request is about; a test holds it to the table. */
type FieldId = 'text' | 'date' | 'alias' | 'born' | 'birthplace' | 'citizenship' | 'document' | 'address' | 'role' | 'details' | 'form' | 'number' | 'country' | 'founded' | 'institution' | 'holder' | 'balance' | 'type' | 'value' | 'place'
  | 'plate' | 'identification' | 'make' | 'keeper' | 'equipment' | 'provider' | 'user' | 'file' | 'folder' | 'reference' | 'obtained' | 'until' | 'owner' | 'due' | 'done' | 'origin' | 'transit' | 'cluster' | 'restraint';
/** Where a field of one kind is called otherwise than of the others. */
const own: Partial<Record<`${EntryKind} ${FieldId}`, PlainId>> = {
  'organisation number': 'register.field-registration', 'account number': 'register.field-account-number', 'account holder': 'register.field-account-holder', 'account date': 'register.field-balance-on', 'asset date': 'register.field-valued-on', 'asset country': 'register.field-located', 'asset number': 'register.field-asset-number',
};
export const partId = (kind: EntryKind, part: Part): PlainId => own[`${kind} ${part as FieldId}`] ?? `register.field-${part as FieldId | 'title' | 'marking' | 'links'}`;
export const partName = (t: Text, kind: EntryKind, part: Part): string => t(partId(kind, part));

const rules: Readonly<Record<string, PlainId>> = {
  'too-long': 'register.rule-too-long', 'control-characters': 'register.rule-control', empty: 'register.rule-empty', 'is required': 'register.rule-empty', 'wrong-shape': 'register.rule-shape',
  'must be a member of the space': 'register.rule-member', 'is no entry of this register': 'register.rule-link', 'is weaker than before': 'register.rule-weaker',
};
/** Which part of an entry was refused, and why: the pointers are those of the client's own input. */
export function ruleWords(t: Text, kind: EntryKind, pointer: string, rule: string): string {
  const [, first = '', field] = pointer.split('/');
  const part = first === 'fields' && field !== undefined ? partName(t, kind, field) : first === 'title' || first === 'links' ? partName(t, kind, first) : first === '' ? t('register.whole') : t('register.field-marking');
  const words = rules[rule];
  return t('failure.field', { field: part, rule: words === undefined ? rule : t(words) });
}

/** A day of the calendar is the same day everywhere. */
export const noon = (day: string): string => `${day}T12:00:00`;

/** A value in words; of a file its name. */
export function useValueWords(): (field: Pick<FieldOfEntry, 'shape'>, value: FieldValue) => string {
  const t = useText();
  const format = useFormat();
  const state = useStateName();
  const person = usePerson();
  const tag = useTag();
  return useCallback(({ shape }, value) => {
    if (value === true) return t('register.yes');
    if (typeof value === 'object') return 'amount' in value ? moneyWords(value, tag) : value.name;
    if (shape === 'date') return format.date(noon(value));
    if (shape === 'country') return state(value);
    if (shape === 'practitioner') return person(value as Parameters<typeof person>[0])?.name ?? t('person.unknown');
    return value;
  }, [t, format, state, person, tag]);
}
