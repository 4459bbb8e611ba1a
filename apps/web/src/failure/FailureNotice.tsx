import type { Failure } from '@comity/sdk';
import { Notice } from '../design/Notice.js';
import { useText, type PlainId } from '../i18n/text.js';
import { explain } from './explain.js';
import { fieldErrors } from './fields.js';

/** What happened, what is safe, what to do, and a reference to quote. `describe`: for a form whose fields have names of their own. `advice`: what to do, where it is not what is done elsewhere. */
export function FailureNotice({ failure, describe, advice }: { failure: Failure | null | undefined; describe?: (pointer: string, rule: string) => string; advice?: PlainId | null }) {
  const t = useText();
  if (!failure) return null;
  const errors = failure.kind === 'problem' ? fieldErrors(failure.problem, t, describe) : [];
  const { what, safe, todo, reference } = explain(failure);
  return (
    <Notice tone="danger" title={t(what)} role="alert">
      <p>{t(safe)} {t(advice ?? todo)}</p>
      {errors.length > 0 && <ul>{errors.map((each) => <li key={each} dir="auto">{each}</li>)}</ul>}
      {reference !== null && <p className="muted">{t('failure.reference')} <code dir="ltr">{reference}</code></p>}
    </Notice>
  );
}
