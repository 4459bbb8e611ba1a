import { IconButton } from '../../design/Button.js';
import { useText } from '../../i18n/text.js';
import { useMeasure } from '../measure.js';
import type { useZoom } from './zoom.js';

export function ZoomTools({ zoom, nearer, farther, fit }: ReturnType<typeof useZoom>) {
  const t = useText();
  const { percent } = useMeasure();
  return (
    <div className="viewer-tools" role="group" aria-label={t('files.zoom')}>
      <IconButton icon="minus" label={t('files.zoom-out')} onPress={farther} />
      <button type="button" className="button button-quiet" onClick={fit} aria-label={t('files.zoom-fit', { zoom: zoom === 1 ? percent(1) : percent(zoom) })}>{percent(zoom)}</button>
      <IconButton icon="plus" label={t('files.zoom-in')} onPress={nearer} />
    </div>
  );
}
