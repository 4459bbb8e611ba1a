import { Rings } from '../design/Empty.js';
import { useText } from '../i18n/text.js';

export function Splash() {
  const t = useText();
  return <main className="splash"><Rings /><p role="status">{t('state.starting')}</p></main>;
}
