import { Button } from '../design/Button.js';
import { useText } from '../i18n/text.js';

export function More({ onMore }: { onMore: (() => void) | null }) {
  const t = useText();
  return onMore && <div><Button onPress={onMore}>{t('request.more')}</Button></div>;
}
