import type { SpaceId } from '@comity/contracts';
import { useClient, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { usePlaceName, useUnmoved } from './hooks.js';

/** What was being moved from here or to here and stays where it was, until one has seen that. */
export function Unmoved({ space }: { space: SpaceId }) {
  const t = useText();
  const nameOf = usePlaceName();
  const { remote } = useClient();
  const { value: spaces } = useSpaces();
  const name = (id: SpaceId): string => { const place = spaces?.find((each) => each.id === id); return isolated(place ? nameOf(place) : t('space.untitled')); };
  return (useUnmoved(space).value ?? []).map(({ space: from, to, id, title, why }) => (
    <div key={`${from} ${id}`} className="undone">
      <Notice tone="warning" role="alert" title={t('register.unmoved', { title: isolated(title) })}><p>{t('register.unmoved-way', { from: name(from), to: name(to) })}</p><p>{t(`register.unmoved-${why}`)}</p></Notice>
      <Button onPress={() => void remote.dismissUnmoved(space, id).catch(() => undefined)}>{t('action.close')}</Button>
    </div>
  ));
}
