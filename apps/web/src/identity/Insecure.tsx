import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';

/** Without HTTPS a browser has no cryptography to offer: say so rather than fail later. */
export function Insecure() {
  const t = useText();
  return <Frame title={t('insecure.title')}><Notice tone="danger" title={t('insecure.what')}><p>{t('insecure.todo')}</p></Notice></Frame>;
}
