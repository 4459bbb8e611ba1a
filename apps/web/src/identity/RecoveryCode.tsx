import { useState } from 'react';
import { Button } from '../design/Button.js';
import { Copyable } from '../design/Copyable.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { codeGroups, confirmsCode } from './recovery-groups.js';

/** A recovery code, shown once, kept by its owner: goes on only when its last group has been typed from paper. */
export function RecoveryCode({ code, owner, onConfirmed }: { code: string; owner: string | null; onConfirmed(): void }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const right = confirmsCode(code, typed);
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); setTried(true); if (right) onConfirmed(); }}>
      {owner !== null && <h2>{t('recovery.of', { name: owner })}</h2>}
      <Notice tone="warning" title={t('recovery.once')}><p>{t('recovery.why')}</p></Notice>
      <ol className="recovery-groups" dir="ltr" aria-label={t('recovery.label')}>{codeGroups(code).map((group, i) => <li key={i}><code>{group}</code></li>)}</ol>
      <Copyable value={code} label={t('recovery.label')} shown={t('recovery.copy-hint')} />
      <Field label={t('recovery.confirm')} hint={t('recovery.confirm-hint')} value={typed} onChange={setTyped} dir="ltr" mono isRequired autoComplete="off"
        error={tried && !right ? t('recovery.confirm-wrong') : undefined} />
      <Button look="primary" type="submit" wide>{t('recovery.done')}</Button>
    </form>
  );
}
