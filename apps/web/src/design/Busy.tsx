import { useText } from '../i18n/text.js';

/** Work in progress; says so to assistive technology. */
export function Busy({ label }: { label?: string }) {
  const t = useText();
  return <p className="busy" role="status"><span className="spinner" aria-hidden="true" />{label ?? t('state.loading')}</p>;
}
