import { useEffect, useState } from 'react';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { saveAs } from '../files/place.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import type { Letter } from './letter.js';

/** The ways out. The browser prints, and saves as PDF: it shapes every script, and nothing leaves the device for it. */
export function LetterWays({ letter }: { letter: Letter }) {
  const t = useText();
  const toast = useToast();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    // Browsers name the file by the title of the page.
    let title = '';
    const before = (): void => { title = document.title; document.title = letter.fileName; };
    const after = (): void => { document.title = title; };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => { removeEventListener('beforeprint', before); removeEventListener('afterprint', after); };
  }, [letter.fileName]);
  const save = async (): Promise<void> => {
    const name = `${letter.fileName}.docx`;
    const outcome = await saveAs(name, async () => (await import('./docx.js')).docxOf(letter));
    setFailed(outcome === 'unwritten');
    if (outcome === 'saved' || outcome === 'handed') toast({ text: t('request.letter-saved', { name }) });
  };
  return (
    <>
      <div className="row">
        <Button look="primary" onPress={() => { print(); }}>{t('request.letter-print')}</Button>
        <Button onPress={() => void save()}>{t('request.letter-word')}</Button>
      </div>
      <p className="hint">{t('request.letter-leaves')}</p>
      {failed && <Notice tone="danger" role="alert" title={t('request.letter-not-saved')} />}
    </>
  );
}
