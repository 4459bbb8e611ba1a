import { Link } from 'wouter';
import { useSelf, useSpaces } from '../client/hooks.js';
import { Empty } from '../design/Empty.js';
import { useText } from '../i18n/text.js';

/** Beside the list while nothing is open. */
export function Welcome() {
  const t = useText();
  const self = useSelf();
  const { value: spaces } = useSpaces();
  return (
    <div className="welcome">
      <Empty title={t('welcome.title', { name: self.name ?? self.login })} action={<Link href="/new" className="button button-primary">{t('channel.new')}</Link>}>
        {spaces && spaces.length > 0 ? t('welcome.choose') : t('welcome.first')}
      </Empty>
      <p className="muted welcome-keys">{t('welcome.keys')} <kbd>?</kbd></p>
    </div>
  );
}
