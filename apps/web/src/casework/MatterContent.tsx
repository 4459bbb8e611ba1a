import { useState } from 'react';
import type { MatterView, TranslationView } from '@comity/sdk';
import { Segments } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { useLanguageName } from './languages.js';
import { textsOf } from './translating.js';
import { usePieceAuthor, useTextName } from './TranslationFields.js';
import { useLawWords } from './words.js';

/** What the request says, part by part; with a translation, text beside text. */
export function MatterContent({ matter }: { matter: MatterView }) {
  const t = useText();
  const words = useLawWords();
  const name = useLanguageName();
  const [language, setLanguage] = useState('');
  const beside = matter.translations.find((each) => each.language === language);
  return (
    <section className="card content-read" aria-label={t('request.content')}>
      <h2>{t('request.content')}</h2>
      <Marks marking={matter.marking} />
      {matter.translations.length > 0 && <Segments<string> label={t('request.translation-beside')} value={beside?.language ?? ''} onChange={setLanguage} options={[{ value: '', label: t('request.translation-no') }, ...matter.translations.map((each) => ({ value: each.language, label: name(each.language) }))]} />}
      {matter.sections.length === 0 && beside === undefined && <p className="muted">{t('request.content-none')}</p>}
      {beside === undefined ? matter.sections.map(({ part, text }) => <div key={part}><h3>{words.part(part)}</h3><p dir="auto" className="said">{text}</p></div>) : <Beside matter={matter} translation={beside} />}
    </section>
  );
}

function Beside({ matter, translation: { language, pieces } }: { matter: MatterView; translation: TranslationView }) {
  const t = useText();
  const author = usePieceAuthor();
  const texts = textsOf({ ...matter, measures: matter.measureViews });
  const label = useTextName(matter.kind, texts);
  return [...texts].map(([of, text]) => {
    const piece = pieces.find((each) => each.of === of);
    return (
      <div key={of} className="translation-row">
        <div><h3>{label(of)}</h3><p dir="auto" className="said">{text}</p></div>
        <div className="stack-tight">
          {piece === undefined ? <p className="part-missing"><Icon name="alarm" small />{t('request.translation-none')}</p> : (
            <>
              <p dir="auto" lang={language} className="said">{piece.text}</p>
              <p className="part-why hint">{piece.stale && <span className="part-missing"><Icon name="alarm" small />{t('request.translation-is-stale')}</span>}<span>{author(piece.by, piece.machine)}</span></p>
            </>
          )}
        </div>
      </div>
    );
  });
}
