import { useState } from 'react';
import type { MatterView } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';

const KnownFacts = later(() => import('./KnownFacts.js').then((m) => ({ default: m.KnownFacts })));

/** All that the service was told of a request, for the people of its parties; asked for when somebody opens it. */
export function ServiceKnows({ matter }: { matter: MatterView }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  // Of a draft nothing is told; whoever executes for the requested side is told nothing of it.
  if (matter.draft === matter.space || (matter.side !== 'requesting' && matter.side !== 'requested')) return null;
  return (
    <details className="card law-around" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('figures.known')}</summary>
      {open && <Later fallback={<Busy />}><KnownFacts matter={matter} /></Later>}
    </details>
  );
}
