import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { entryPath } from './place.js';
import { kindIcons } from './words.js';

/** A change of the register where it stands in the conversation. */
export function EntryLine({ entry, space }: { entry: Extract<TimelineEntry, { type: 'entry' }>; space: SpaceId }) {
  const t = useText();
  const format = useFormat();
  const self = useSelf();
  const known = usePerson()(entry.by);
  const said = t(`register.event-${entry.change}`, { by: isolated(known?.name ?? t('person.unknown')), self: entry.by === self.practitioner ? 'yes' : 'no', title: isolated(entry.title) });
  return (
    <p className="event event-register">
      <Icon name={kindIcons[entry.kind]} small /> <span>{said}</span> <time dateTime={entry.at}>{format.time(entry.at)}</time> <Link href={entryPath(space, entry.id)}>{t('register.see')}</Link>
    </p>
  );
}
