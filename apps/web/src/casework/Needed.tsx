import { useText } from '../i18n/text.js';

/** Whether a step has to say it. */
export function Needed({ required }: { required: boolean }) {
  const t = useText();
  return <>{required ? t('request.needed') : t('request.optional')}</>;
}
