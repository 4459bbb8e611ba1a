import { useOnline } from '../client/hooks.js';
import { Rings } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';

/** While the client looks where it stands. Without the service and without a session it can go no further: it says so, and goes on by itself. */
export function Splash() {
  const t = useText();
  const online = useOnline();
  return (
    <main className="splash">
      <Rings />
      <p role="status">{online ? t('state.starting') : t('start.retrying')}</p>
      {!online && <Notice tone="warning" title={t('failure.offline')} role="alert"><p>{t('start.safe')} {t('start.todo')}</p></Notice>}
    </main>
  );
}
