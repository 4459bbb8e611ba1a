import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';

/** A step or a revised draft where it stands in the conversation. */
export function StepLine({ entry, space }: { entry: Extract<TimelineEntry, { type: 'step' | 'dossier' }>; space: SpaceId }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const self = useSelf();
  const known = usePerson()(entry.by);
  const by = entry.by === self.practitioner ? t('person.you') : known?.name ?? t('person.unknown');
  const acted = { by, self: entry.by === self.practitioner ? 'yes' : 'no' };
  const said = entry.type === 'dossier' ? t('request.event-dossier', { ...acted, title: isolated(entry.title) }) : t('request.event-step', { ...acted, action: words.action(entry.action), count: entry.measures.length });
  return (
    <p className={entry.refused ? 'event event-step event-refused' : 'event event-step'}>
      <Icon name={entry.refused ? 'refused' : 'request'} small /> <span>{said}</span>
      {entry.refused && <span className="block">{t('request.event-refused')} {words.refusal(entry.refused)} <Article article={entry.refused.article} verified={entry.refused.verified} /></span>}
      {' '}<time dateTime={entry.at}>{format.time(entry.at)}</time> <Link href={`/requests/${space}`}>{t('request.see')}</Link>
    </p>
  );
}
