import { useState } from 'react';
import type { Failure } from '@comity/sdk';
import { Empty } from '../../design/Empty.js';
import { useText } from '../../i18n/text.js';
import { largestShown, type Source } from './content.js';
import { Loading } from './Loading.js';
import { useWhole } from './whole.js';

/** Recordings, with the browser's own controls. */
export function MediaView({ source, kind, type, onFailure }: { source: Source; kind: 'audio' | 'video'; type: string; onFailure(failure: Failure): void }) {
  const t = useText();
  const fits = source.file.size <= largestShown;
  const { url, done } = useWhole(source, type, fits, onFailure);
  const [broken, setBroken] = useState(false);
  if (!fits || broken) return <Empty title={t(broken ? 'files.broken-recording' : 'files.too-large-to-show')}>{t('files.no-view-hint')}</Empty>;
  if (url === null) return <Loading done={done} size={source.file.size} name={source.file.name} />;
  const common = { className: `viewer-${kind}`, src: url, controls: true, 'aria-label': source.file.name, onError: () => setBroken(true) };
  // eslint-disable-next-line jsx-a11y/media-has-caption -- a sender's recording comes without captions
  return <div className="viewer-stage">{kind === 'audio' ? <audio {...common} /> : <video {...common} />}</div>;
}
