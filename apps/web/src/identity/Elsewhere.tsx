import { Button } from '../design/Button.js';
import { useClient } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';

/** Another tab holds the keys; one tab at a time keeps their state safe. */
export function Elsewhere() {
  const t = useText();
  const client = useClient();
  return (
    <Frame title={t('elsewhere.title')} lead={t('elsewhere.lead')}>
      <Button look="primary" onPress={() => client.start(true)}>{t('elsewhere.take')}</Button>
    </Frame>
  );
}
