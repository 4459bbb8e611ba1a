import './offers.css';
import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { Article } from '../casework/Article.js';
import { useLawWords } from '../casework/words.js';
import { usePerson, useSelf } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { offerPath } from './place.js';
import { cycleOf } from './steps.js';

/** Information under conditions where it stands in the conversation: the offer as a card, each step that followed as a line. */
export function OfferLine({ entry, space }: { entry: Extract<TimelineEntry, { type: 'offer' }>; space: SpaceId }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const self = useSelf();
  const known = usePerson()(entry.by);
  const acted = { by: known?.name ?? t('person.unknown'), self: entry.by === self.practitioner ? 'yes' : 'no' };
  const { offer } = entry;
  const time = <time dateTime={entry.at}>{format.time(entry.at)}</time>;
  const see = <Link href={offerPath(space, entry.on)}>{t('offer.see')}</Link>;
  if (offer === null) {
    return (
      <p className={entry.refused ? 'event event-step event-refused' : 'event event-step'}>
        <Icon name={entry.refused ? 'refused' : 'key'} small /> <span>{t('offer.event-step', { ...acted, action: words.action(entry.action, cycleOf(entry.action)) })}</span>
        {entry.refused && <span className="block">{t('request.event-refused')} {words.refusal(entry.refused)} <Article article={entry.refused.article} verified={entry.refused.verified} /></span>}
        {' '}{time} {see}
      </p>
    );
  }
  return (
    <section className="offer-card" aria-label={t('offer.card')}>
      <p className="offer-card-head"><Icon name="key" small /> <span>{t('offer.event-offer', acted)}</span> {time}</p>
      <p className="offer-nature"><bdi>{offer.nature}</bdi></p>
      <p className="offer-marks"><span className="tag tag-state">{words.state(offer.state)}</span><Marks marking={offer} /><span className="muted">{t('offer.condition-count', { count: offer.conditions.length })}</span></p>
      <p>{offer.waiting ? <Link href={offerPath(space, entry.on)} className="button button-primary">{t('offer.answer')}</Link> : see}</p>
    </section>
  );
}
