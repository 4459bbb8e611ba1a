import type { Failure } from '@comity/sdk';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { explain } from './explain.js';
import { fieldErrors } from './fields.js';

/** What happened, what is safe, what to do, and a reference to quote. `describe`: for a form whose fields have names of their own. */
export function FailureNotice({ failure, describe }: { failure: Failure | null | undefined; describe?: (pointer: string, rule: string) => string }) {
  const t = useText();
  if (!failure) return null;
  const errors = failure.kind === 'problem' ? fieldErrors(failure.problem, t, describe) : [];
  const { what, safe, todo, reference } = explain(failure);
  return (
    <Notice tone="danger" title={t(what)} role="alert">
      <p>{t(safe)} {t(todo)}</p>
      {errors.length > 0 && <ul>{errors.map((each) => <li key={each} dir="auto">{each}</li>)}</ul>}
      {reference !== null && <p className="muted">{t('failure.reference')} <code dir="ltr">{reference}</code></p>}
    </Notice>
  );
}
