import type { Marking } from '@comity/sdk';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { inShort, isPlain, plain } from '../messaging/marking.js';
import { MarkingButton } from '../register/MarkingButton.js';
import type { Draft } from './draft.js';

/** How the request and its files may be used: begins like what it comes from, but for its evaluation. `floor`: what others say of it, than which it goes out no weaker. */
export function DraftMarking({ draft: { marking, source }, floor, onChange }: { draft: Pick<Draft, 'marking' | 'source'>; floor: Marking; onChange(marking: Marking): void }) {
  const t = useText();
  return (
    <section className="card stack-tight" aria-label={t('handling.label')}>
      <MarkingButton marking={marking ?? (source === null ? plain : { ...plain, handling: source.handling, restriction: source.restriction, tlp: source.tlp })} onChange={onChange} />
      <p className="hint">{t('request.marking-hint')}{!isPlain({ ...floor, evaluation: null }) && <> {t('request.marking-floor', { marking: isolated(inShort({ ...floor, evaluation: null })) })}</>}</p>
    </section>
  );
}
