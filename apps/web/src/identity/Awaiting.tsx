import { useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';
import { SignOutLink } from './SignOutLink.js';

/** Enrolled; a focal point's signature is still to come. Opens by itself when it has. */
export function Awaiting() {
  const t = useText();
  const self = useSelf();
  return (
    <Frame title={t('awaiting.title')} lead={t('awaiting.lead', { name: self.name ?? self.login, network: self.network.name })}>
      <div className="stack">
        <Notice tone="info" title={t('awaiting.what')}><p>{t('awaiting.todo')}</p></Notice>
        <Busy label={t('awaiting.listening')} />
        <SignOutLink />
      </div>
    </Frame>
  );
}
