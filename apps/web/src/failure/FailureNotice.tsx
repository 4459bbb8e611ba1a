import type { Failure } from '@comity/sdk';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { explain } from './explain.js';

/** What happened, what is safe, what to do, and a reference to quote. */
export function FailureNotice({ failure }: { failure: Failure | null | undefined }) {
  const t = useText();
  if (!failure) return null;
  const { what, safe, todo, reference } = explain(failure);
  return (
    <Notice tone="danger" title={t(what)} role="alert">
      <p>{t(safe)} {t(todo)}</p>
      {reference !== null && <p className="muted">{t('failure.reference')} <code dir="ltr">{reference}</code></p>}
    </Notice>
  );
}
