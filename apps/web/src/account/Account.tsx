import { useSelf } from '../client/hooks.js';
import { Monogram } from '../design/Person.js';
import { Page } from '../shell/Page.js';
import { Devices } from './Devices.js';
import { Passkeys } from './Passkeys.js';
import { Secrets } from './Secrets.js';
import { Sessions } from './Sessions.js';
import { StorageState } from './StorageState.js';
import { WaysOut } from './WaysOut.js';

/** My devices, what opens my vault, my sessions, and the ways out. */
export function Account() {
  const self = useSelf();
  return (
    <Page title={self.name ?? self.login} mark={<Monogram id={self.practitioner} name={self.name ?? self.login} size="large" />} lead={<><code dir="ltr">{self.login}</code> · <bdi>{self.network.name}</bdi></>}>
      <Devices />
      <Passkeys />
      <Secrets />
      <Sessions />
      <StorageState />
      <WaysOut />
    </Page>
  );
}
