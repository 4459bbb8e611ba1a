import { useText } from '../../i18n/text.js';
import { useMeasure } from '../measure.js';

export function Loading({ done, size, name }: { done: number; size: number; name: string }) {
  const t = useText();
  const { bytes } = useMeasure();
  return (
    <div className="viewer-message">
      <progress className="transfer-bar" max={Math.max(1, size)} value={done} aria-label={t('files.progress', { name })} />
      <p className="muted">{t('files.amount', { done: bytes(done), size: bytes(size) })}</p>
    </div>
  );
}
