import type { MatterView } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { useLawWords } from './words.js';

/** What the request says, part by part. */
export function MatterContent({ matter }: { matter: MatterView }) {
  const t = useText();
  const words = useLawWords();
  return (
    <section className="card content-read" aria-label={t('request.content')}>
      <h2>{t('request.content')}</h2>
      {matter.sections.length === 0 && <p className="muted">{t('request.content-none')}</p>}
      {matter.sections.map(({ part, text }) => <div key={part}><h3>{words.part(part)}</h3><p dir="auto" className="said">{text}</p></div>)}
    </section>
  );
}
