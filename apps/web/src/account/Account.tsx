import { Link } from 'wouter';
import { useSelf } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { Monogram } from '../design/Person.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { Devices } from './Devices.js';
import { Passkeys } from './Passkeys.js';
import { Secrets } from './Secrets.js';
import { Sessions } from './Sessions.js';
import { StorageState } from './StorageState.js';
import { WaysOut } from './WaysOut.js';

/** My devices, what opens my vault, my sessions, and the ways out. */
export function Account() {
  const t = useText();
  const self = useSelf();
  return (
    <Page title={self.name ?? self.login} mark={<Monogram id={self.practitioner} name={self.name ?? self.login} size="large" />} lead={<><code dir="ltr">{self.login}</code> · <bdi>{self.network.name}</bdi></>} actions={<Link href="/settings" className="button button-plain to-settings"><Icon name="settings" />{t('nav.settings')}</Link>}>
      <Devices />
      <Passkeys />
      <Secrets />
      <Sessions />
      <StorageState />
      <WaysOut />
    </Page>
  );
}
