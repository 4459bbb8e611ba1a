import './opened.css';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { SpaceView } from '@comity/sdk';
import { useText } from '../i18n/text.js';

/** Case files that are closed: out of the way, and open where one of them is read or looked for. */
export function ClosedList({ spaces, filtered, children }: { spaces: readonly SpaceView[]; filtered: boolean; children: ReactNode }) {
  const t = useText();
  const { id } = useParams<{ id?: string }>();
  const here = filtered || spaces.some((space) => space.id === id);
  return (
    <details className="spaces-closed" key={String(here)} open={here}>
      <summary>{t('closing.list', { count: spaces.length })}</summary>
      <ul className="spaces">{children}</ul>
    </details>
  );
}
