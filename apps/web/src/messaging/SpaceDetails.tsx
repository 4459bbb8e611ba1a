import { Link } from 'wouter';
import type { Ref, SpaceView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Members } from './Members.js';
import { PolicySection } from './PolicySection.js';
import { PinList } from './Pins.js';
import { spacePath, type View } from './place.js';
import { SpaceSettings } from './SpaceSettings.js';

/** Who is in, and what protects the conversation. */
export function SpaceDetails({ space, view, onJump }: { space: SpaceView; view: View; onJump(on: Ref): void }) {
  const t = useText();
  const format = useFormat();
  return (
    <aside className="details" aria-label={t('space.details')}>
      <header className="details-head">
        <h2>{t('space.details')}</h2>
        <Link href={spacePath(space.id, view)} className="button button-icon button-quiet" aria-label={t('action.close')} title={t('action.close')}><Icon name="close" /></Link>
      </header>
      {space.purpose !== null && <section><h3>{t('space.purpose')}</h3><p dir="auto">{space.purpose}</p></section>}
      <Members space={space} />
      <PolicySection space={space} />
      {!space.readOnly && <section><h3>{t('offer.ledger')}</h3><p className="muted">{t('offer.new-hint')}</p><p><Link href={`/offers/${space.id}/new`} className="button button-plain"><Icon name="key" /><span>{t('offer.new')}</span></Link></p></section>}
      <PinList space={space} onJump={onJump} />
      <SpaceSettings space={space} />
      <section>
        <h3>{t('space.protection')}</h3>
        <p>{t('space.protection-text')}</p>
        <dl className="facts">
          <div><dt>{t('space.epoch')}</dt><dd>{format.number(space.epoch)}</dd></div>
          <div><dt>{t('space.suite')}</dt><dd>{t(space.postQuantum ? 'suite.hybrid' : 'suite.classical')} <code dir="ltr">MLS 0x{space.suite.toString(16).padStart(4, '0')}</code></dd></div>
        </dl>
        <p>{t(space.postQuantum ? 'suite.hybrid-why' : 'suite.classical-why')} {space.kind === 'direct' ? t('suite.direct') : space.room !== null && t(space.kind === 'case-file' ? 'suite.case-file' : 'suite.room', { count: space.room })}</p>
      </section>
    </aside>
  );
}
