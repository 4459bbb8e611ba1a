import type { ReactNode } from 'react';
import { Rings, Wordmark } from '../design/Empty.js';
import { useText } from '../i18n/text.js';
import { languages } from '../i18n/preferences.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';

const ownNames = { en: 'English', ar: 'العربية' } as const;

/** The page around every screen before the conversations: the mark, the language, what the service promises. */
export function Frame({ title, lead, children, wide = false }: { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }) {
  const t = useText();
  const { preferences, change } = usePreferences();
  return (
    <div className="frame">
      <aside className="frame-side">
        <Wordmark />
        <div className="frame-promise">
          <p className="frame-motto">{t('frame.motto')}</p>
          <ul>
            <li>{t('frame.promise-sealed')}</li>
            <li>{t('frame.promise-vouched')}</li>
            <li>{t('frame.promise-keys')}</li>
          </ul>
        </div>
        <Rings className="frame-rings" />
      </aside>
      <div className="frame-page">
        <header className="frame-head">
          <Wordmark />
          <nav aria-label={t('settings.language')} className="frame-languages">
            {languages.map((language) => (
              <button key={language} type="button" lang={language} aria-current={language === preferences.language ? 'true' : undefined} onClick={() => change({ language })}>{ownNames[language]}</button>
            ))}
          </nav>
        </header>
        <main className={wide ? 'frame-main frame-main-wide' : 'frame-main'}>
          <h1>{title}</h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
          {children}
        </main>
      </div>
    </div>
  );
}
