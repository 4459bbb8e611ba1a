import { useLingui } from '@lingui/react';
import { Choice } from '../design/Choice.js';
import { stateCodes, stateName } from './names.js';

/** All States in the alphabetical order of the language, international organisations first. */
export function StateChoice({ label, value, onChange }: { label: string; value: string; onChange(code: string): void }) {
  const { i18n } = useLingui();
  const collator = new Intl.Collator(i18n.locale);
  const codes = stateCodes().sort((a, b) => (a === 'UN' ? -1 : b === 'UN' ? 1 : collator.compare(stateName(a), stateName(b))));
  return <Choice label={label} value={value} onChange={onChange} options={codes.map((code) => ({ value: code, label: stateName(code) }))} />;
}
