import type { PersonView } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';

/** Who speaks, for which authority of which State, and whether their key was compared; the mark is drawn by CSS alone. */
export function SenderLine({ sender, own }: { sender: PersonView | undefined; own: boolean }) {
  const t = useText();
  const state = useStateName();
  const mark = sender && !own ? (!sender.current ? 'ended' : sender.verified ? 'verified' : 'unverified') : null;
  return (
    <div className="sender">
      <bdi className="sender-name">{sender?.name ?? t('person.unknown')}</bdi>
      {own && <span className="sender-you">{t('person.you')}</span>}
      {mark && <span role="img" className={`sender-mark sender-${mark}`} aria-label={t(`person.${mark}`)} title={t(`person.${mark}`)} />}
      {sender && <span className="affiliation">{sender.authority.name} · {state(sender.authority.state)}</span>}
    </div>
  );
}
