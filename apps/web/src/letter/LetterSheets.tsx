import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import type { Block, Letter } from './letter.js';
import type { Line, Row } from './line.js';

/**
 * The letter on sheets of A4: its text flows in columns of a page's size, each sheet shows one of them, and the browser breaks them by the rules it prints by.
 * What is printed and read aloud is the first sheet's copy, which is whole. Where there is no room for sheets it is shown as one text (`letter.css`).
 */
export function LetterSheets({ letter, label }: { letter: Letter; label: string }) {
  const flow = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  useLayoutEffect(() => {
    const text = flow.current;
    if (!text) return undefined;
    const count = (): void => {
      const gap = Number.parseFloat(getComputedStyle(text).columnGap) || 0;
      setPages(Math.max(1, Math.round((text.scrollWidth + gap) / (text.clientWidth + gap))));
    };
    const sizes = new ResizeObserver(count);
    sizes.observe(text);
    count();
    return () => sizes.disconnect();
  }, [letter]);
  return (
    <section className="letter" aria-label={label}>
      <div className="letter-sheets" lang={letter.language} dir={letter.direction}>
        {Array.from({ length: pages }, (_, i) => (
          <div key={i} className="letter-sheet" {...(i === 0 ? {} : { 'aria-hidden': true, inert: true })}>
            <div className="letter-window"><div ref={i === 0 ? flow : null} className="letter-flow" style={{ '--page': i } as CSSProperties}>{letter.blocks.map((block, at) => <BlockView key={at} block={block} />)}</div></div>
            <span className="letter-number" aria-hidden="true">{`${i + 1} / ${pages}`}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'mark': return <p className="letter-mark">{block.text}</p>;
    case 'letterhead': return <div className="letter-head">{block.lines.map((line, i) => <p key={i}><LineView line={line} /></p>)}</div>;
    case 'facts': return <Rows rows={block.rows} />;
    case 'title': return <h2>{block.text}</h2>;
    case 'heading': {
      const words = <>{block.text}<Cited articles={block.articles} /></>;
      return block.level === 2 ? <h3>{words}</h3> : <h4>{words}</h4>;
    }
    case 'text': return <p {...kept(block.line.reduce((sum, { text }) => sum + text.length, 0))}><LineView line={block.line} /><Cited articles={block.articles} /></p>;
    case 'list': return <ul>{block.items.map(({ line, articles }, i) => <li key={i}><LineView line={line} /><Cited articles={articles} /></li>)}</ul>;
    case 'said': return block.paragraphs.map((text, i) => <p key={i} dir="auto" {...kept(text.length)}>{text}</p>);
    case 'unwritten': return <p className="letter-unwritten">{block.text}</p>;
    case 'closing': return <div className="letter-closing"><p><LineView line={block.line} /></p><Rows rows={block.rows} /></div>;
  }
}

/** Chromium leaves the last of three or four lines alone on the next sheet: paragraphs of so few are kept whole. */
const kept = (length: number) => (length < 320 ? { className: 'letter-whole' } : {});

const LineView = ({ line }: { line: Line }) => line.map(({ text, as }, i) => (as === 'said' ? <bdi key={i}>{text}</bdi> : text));

const Rows = ({ rows }: { rows: readonly Row[] }) => (
  <dl className="letter-rows">{rows.map(({ label, value }) => <div key={label}><dt>{label}</dt>{value === null ? <dd className="letter-blank" /> : <dd><LineView line={value} /></dd>}</div>)}</dl>
);

function Cited({ articles }: { articles: readonly string[] }) {
  if (articles.length === 0) return null;
  return <span className="letter-cited"> [{articles.map((article, i) => <span key={article}>{i === 0 ? '' : '; '}<bdi dir="ltr">{article}</bdi></span>)}]</span>;
}
