import './recovery.css';
import { useState } from 'react';
import { Button } from '../design/Button.js';
import { Copyable } from '../design/Copyable.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { RecoveryEntry } from './RecoveryEntry.js';
import { codeGroups } from './recovery-groups.js';

/** A recovery code, shown once, kept by its owner: goes on only when the whole of it came back from paper and opened the vault. */
export function RecoveryCode({ code, owner, check, onConfirmed }: { code: string; owner: string | null; check(typed: string): Promise<void>; onConfirmed(): void }) {
  const t = useText();
  const [noted, setNoted] = useState(false);
  const heading = owner !== null && <h2>{t('recovery.of', { name: owner })}</h2>;
  if (noted) {
    return (
      <div className="stack">
        {heading}
        <p>{t('devices.code-exercise')}</p>
        <RecoveryEntry code={code} check={check} onDone={onConfirmed} after={<Button look="quiet" wide onPress={() => setNoted(false)}>{t('devices.code-show-again')}</Button>} />
      </div>
    );
  }
  return (
    <div className="stack">
      {heading}
      <Notice tone="warning" title={t('recovery.once')}><p>{t('recovery.why')}</p></Notice>
      <ol className="recovery-groups" dir="ltr" aria-label={t('recovery.label')}>{codeGroups(code).map((group, i) => <li key={i}><code>{group}</code></li>)}</ol>
      <Copyable value={code} label={t('recovery.label')} shown={t('recovery.copy-hint')} />
      <Button look="primary" wide onPress={() => setNoted(true)}>{t('recovery.done')}</Button>
    </div>
  );
}
