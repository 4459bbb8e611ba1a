import './welcome.css';
import { Link } from 'wouter';
import { useSelf, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { useText } from '../i18n/text.js';
import { useTour } from './tour-context.js';

/** Beside the list while nothing is open. */
export function Welcome() {
  const t = useText();
  const self = useSelf();
  const tour = useTour();
  const { preferences, change } = usePreferences();
  const { value: spaces } = useSpaces();
  return (
    <div className="welcome">
      <Empty title={t('welcome.title', { name: self.name ?? self.login })} action={<Link href="/new" className="button button-primary">{t('spaces.begin')}</Link>}>
        {spaces && spaces.length > 0 ? t('welcome.choose') : t('welcome.first')}
      </Empty>
      {!preferences.tourOffered && (
        <div className="welcome-tour">
          <p>{t('talk-tour.offer')}</p>
          <div className="row"><Button onPress={tour}>{t('talk-tour.start')}</Button><Button look="quiet" onPress={() => change({ tourOffered: true })}>{t('talk-tour.not-now')}</Button></div>
        </div>
      )}
      <p className="muted welcome-keys">{t('welcome.keys')} <kbd>?</kbd></p>
    </div>
  );
}
