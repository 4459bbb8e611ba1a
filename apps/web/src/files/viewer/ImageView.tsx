import { useRef, useState } from 'react';
import { useText } from '../../i18n/text.js';
import { Empty } from '../../design/Empty.js';
import type { Failure } from '@comity/sdk';
import { imageSize, isBounded } from '../image-size.js';
import { largestShown, type Source } from './content.js';
import { Loading } from './Loading.js';
import { useKeys } from './keys.js';
import { useWhole } from './whole.js';
import { useZoom } from './zoom.js';
import { ZoomTools } from './ZoomTools.js';

export function ImageView({ source, type, head, onFailure }: { source: Source; type: string; head: Uint8Array; onFailure(failure: Failure): void }) {
  const t = useText();
  const fits = source.file.size <= largestShown;
  const { url, done, headers } = useWhole(source, type, fits, onFailure);
  const zooming = useZoom();
  const [broken, setBroken] = useState(false);
  // Zoom counts from the size at which the picture fits the window.
  const [fitting, setFitting] = useState<number | null>(null);
  const image = useRef<HTMLImageElement>(null);
  useKeys(zooming.onKey);
  if (!fits) return <Empty title={t('files.too-large-to-show')}>{t('files.no-view-hint')}</Empty>;
  if (url === null || headers === null) return <Loading done={done} size={source.file.size} name={source.file.name} />;
  // A picture may claim more pixels than any machine has room for.
  const size = imageSize(headers) ?? imageSize(head);
  if (!isBounded(size) || broken) return <Empty title={t(broken ? 'files.broken-picture' : 'files.too-many-pixels')}>{t('files.no-view-hint')}</Empty>;
  return (
    <>
      <ZoomTools {...zooming} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div className="viewer-stage" tabIndex={0} role="group" aria-label={t('files.picture', { name: source.file.name })}>
        <img ref={image} className="viewer-image" src={url} alt={source.file.name} onError={() => setBroken(true)} onLoad={() => setFitting(image.current?.clientWidth ?? null)}
          style={zooming.zoom === 1 || fitting === null ? {} : { inlineSize: `${fitting * zooming.zoom}px`, maxInlineSize: 'none', maxBlockSize: 'none' }} />
      </div>
    </>
  );
}
