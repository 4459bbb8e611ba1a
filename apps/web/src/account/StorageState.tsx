import { useEffect, useState } from 'react';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';

/** Whether the browser promised to keep this device's keys; without the promise it may clear them when space runs short. */
export function StorageState() {
  const t = useText();
  const [kept, setKept] = useState<boolean | null>(null);
  useEffect(() => { void navigator.storage.persisted().then(setKept, () => setKept(false)); }, []);
  if (kept === null) return null;
  return (
    <section className="card">
      <h2>{t('storage.title')}</h2>
      {kept
        ? <Notice tone="good" title={t('storage.kept')} />
        : <Notice tone="warning" title={t('storage.not-kept')} action={<Button onPress={() => { void navigator.storage.persist().then(setKept); }}>{t('storage.ask')}</Button>}><p>{t('storage.not-kept-hint')}</p></Notice>}
    </section>
  );
}
