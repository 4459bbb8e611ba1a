import type { ReactNode } from 'react';
import { Icon } from '../design/Icon.js';

/** A day by which, in words and colour. */
export function Due({ tone, words, on, at, children }: { tone: 'late' | 'near' | 'far'; words: string; on: string; at: string; children?: ReactNode }) {
  return (
    <span className={`due due-${tone}`}>
      <Icon name={tone === 'late' ? 'alarm' : 'queued'} small />
      <span><strong>{words}</strong> <time dateTime={at}>{on}</time>{children}</span>
    </span>
  );
}
