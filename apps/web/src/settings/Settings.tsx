import { Button } from '../design/Button.js';
import { Segments, Choice } from '../design/Choice.js';
import { useText } from '../i18n/text.js';
import { digitChoices, languages, lockChoices, themes } from '../i18n/preferences.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { NoticeSection } from '../notices/NoticeSection.js';
import { Page } from '../shell/Page.js';
import { useTour } from '../shell/tour-context.js';

const ownNames = { en: 'English', ar: 'العربية' } as const;
const digitSamples = { latn: '0123', arab: '٠١٢٣' } as const;

export function Settings() {
  const t = useText();
  const tour = useTour();
  const { preferences, change } = usePreferences();
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <section className="card stack">
        <Segments label={t('settings.language')} value={preferences.language} onChange={(language) => change({ language })} options={languages.map((value) => ({ value, label: ownNames[value] }))} />
        <Segments label={t('settings.digits')} value={preferences.digits} onChange={(digits) => change({ digits })} options={digitChoices.map((value) => ({ value, label: value === 'auto' ? t('settings.digits-auto') : digitSamples[value] }))} />
        <Segments label={t('settings.theme')} value={preferences.theme} onChange={(theme) => change({ theme })} options={themes.map((value) => ({ value, label: t(`settings.theme-${value}`) }))} />
      </section>
      <section className="card stack">
        <Choice label={t('settings.lock')} hint={t('settings.lock-hint')} value={String(preferences.lockMinutes)} onChange={(minutes) => change({ lockMinutes: Number(minutes) })}
          options={lockChoices.map((minutes) => ({ value: String(minutes), label: t('settings.minutes', { count: minutes }) }))} />
        <Segments label={t('settings.single-keys')} value={preferences.singleKeys ? 'on' : 'off'} onChange={(value) => change({ singleKeys: value === 'on' })}
          options={[{ value: 'on', label: t('settings.on') }, { value: 'off', label: t('settings.off') }]} />
      </section>
      <NoticeSection />
      <section className="card"><div className="section-head"><h2>{t('talk-tour.title')}</h2><Button onPress={tour}>{t('talk-tour.start')}</Button></div></section>
    </Page>
  );
}
