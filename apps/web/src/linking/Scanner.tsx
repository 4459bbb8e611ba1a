import './linking.css';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { readCodes } from './camera.js';

/** Looks for a code with the camera while it is on the page. */
export function Scanner({ onCode }: { onCode(code: string): void }) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [blind, setBlind] = useState(false);
  const found = useEffectEvent(onCode);
  useEffect(() => {
    const stop = new AbortController();
    if (video.current !== null) readCodes(video.current, (code) => found(code), stop.signal).catch(() => { if (!stop.signal.aborted) setBlind(true); });
    return () => stop.abort();
  }, []);
  if (blind) return <Notice tone="warning" role="alert" title={t('link.no-camera')}><p>{t('link.no-camera-todo')}</p></Notice>;
  return (
    <div className="stack scanner">
      <p role="status">{t('link.scan-hint')}</p>
      <video ref={video} muted playsInline aria-label={t('link.camera')} />
    </div>
  );
}
