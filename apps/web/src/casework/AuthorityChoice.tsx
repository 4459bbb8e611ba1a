import { useMemo } from 'react';
import { useLingui } from '@lingui/react';
import type { AuthorityId } from '@comity/contracts';
import { useClient, useSelf, useWatch } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';

/** The authority that is asked: every other one of the network, by State. */
export function AuthorityChoice({ value, onChange }: { value: string; onChange(authority: string): void }) {
  const t = useText();
  const self = useSelf();
  const state = useStateName();
  const { i18n } = useLingui();
  const { value: authorities } = useWatch(useClient().authorities());
  const options = useMemo(() => (authorities ?? [])
    .filter(({ id, ended, kind }) => !ended && id !== self.authority && kind !== 'secretariat')
    .map(({ id, name, state: code }): { value: AuthorityId | ''; label: string } => ({ value: id, label: t('request.party-choice', { state: state(code), name }) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale)), [authorities, self.authority, state, t, i18n.locale]);
  return <Choice<string> label={t('request.field-requested')} hint={t('request.field-requested-hint')} value={value} onChange={onChange} options={[{ value: '', label: t('request.choose') }, ...options]} />;
}
