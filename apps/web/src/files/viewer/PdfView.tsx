import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Failure } from '@comity/sdk';
import { Busy } from '../../design/Busy.js';
import { IconButton } from '../../design/Button.js';
import { Empty } from '../../design/Empty.js';
import { useFormat } from '../../i18n/format.js';
import { useText } from '../../i18n/text.js';
import type { Source } from './content.js';
import { useKeys } from './keys.js';
import { drawPage, isLocked, layText, openPdf, type OpenPdf } from './pdf.js';
import { useZoom } from './zoom.js';
import { ZoomTools } from './ZoomTools.js';

type Trouble = 'locked' | 'broken';
const widest = 60 * 16;

/** A document, a page at a time; only what the page needs is fetched. */
export function PdfView({ source, onFailure }: { source: Source; onFailure(failure: Failure): void }) {
  const t = useText();
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const failed = useEffectEvent((thrown: unknown) => {
    if (typeof thrown === 'object' && thrown !== null && 'kind' in thrown) onFailure(thrown as Failure);
    else setTrouble(isLocked(thrown) ? 'locked' : 'broken');
  });
  useEffect(() => {
    let here = true;
    let opened: OpenPdf | undefined;
    openPdf(source.file.size, source.read).then((made) => {
      if (!here) return made.close();
      opened = made;
      made.broken.catch((thrown: unknown) => { if (here) failed(thrown); });
      return setPdf(made);
    }).catch((thrown: unknown) => { if (here) failed(thrown); });
    return () => {
      here = false;
      void opened?.close();
    };
  }, [source]);
  if (trouble !== null) return <Empty title={t(trouble === 'locked' ? 'files.pdf-locked' : 'files.pdf-broken')}>{t('files.no-view-hint')}</Empty>;
  return pdf ? <Pages pdf={pdf} name={source.file.name} onTrouble={() => setTrouble('broken')} /> : <Busy />;
}

function Pages({ pdf: { document: opened }, name, onTrouble }: { pdf: OpenPdf; name: string; onTrouble(): void }) {
  const t = useText();
  const format = useFormat();
  const zooming = useZoom();
  const stage = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [number, setNumber] = useState(1);
  const [drawn, setDrawn] = useState(0);
  const pages = opened.numPages;
  const go = (to: number): void => setNumber(Math.min(pages, Math.max(1, to)));
  const trouble = useEffectEvent(onTrouble);
  const { zoom } = zooming;
  useEffect(() => {
    let here = true;
    // The next page waits until this one is drawn: two cannot share a canvas.
    const draw = async (): Promise<void> => {
      const page = await opened.getPage(number);
      if (!here || !canvas.current || !words.current || !sheet.current || !stage.current) return;
      const fresh = document.createElement('canvas');
      const { scale, width, height } = await drawPage(page, fresh, Math.min(widest, stage.current.clientWidth - 32) * zoom, Math.min(2, devicePixelRatio));
      if (!here) return;
      canvas.current.width = fresh.width;
      canvas.current.height = fresh.height;
      canvas.current.getContext('2d')?.drawImage(fresh, 0, 0);
      sheet.current.style.inlineSize = `${width}px`;
      sheet.current.style.blockSize = `${height}px`;
      await layText(page, words.current, scale);
      if (here) setDrawn(number);
    };
    draw().catch(() => { if (here) trouble(); });
    return () => { here = false; };
  }, [opened, number, zoom]);
  useKeys((event) => {
    const onward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = onward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const to = { [onward]: number + 1, [backward]: number - 1, PageDown: number + 1, PageUp: number - 1, Home: 1, End: pages }[event.key];
    if (to !== undefined) go(to);
    return to !== undefined || zooming.onKey(event);
  });
  return (
    <>
      <div className="viewer-toolbar">
        <div className="viewer-tools" role="group" aria-label={t('files.pages')}>
          <IconButton icon="back" label={t('files.page-back')} isDisabled={number === 1} onPress={() => go(number - 1)} />
          <span role="status">{t('files.page', { page: format.number(number), pages: format.number(pages) })}</span>
          <IconButton icon="forward" label={t('files.page-on')} isDisabled={number === pages} onPress={() => go(number + 1)} />
        </div>
        <ZoomTools {...zooming} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div ref={stage} className="viewer-stage" tabIndex={0} role="document" aria-label={t('files.document', { name })} aria-busy={drawn !== number}>
        <div ref={sheet} className="pdf-sheet" dir="ltr" data-page={drawn}>
          <canvas ref={canvas} aria-hidden="true" />
          <div ref={words} className="textLayer" />
        </div>
      </div>
    </>
  );
}
