import type { SpaceId } from '@comity/contracts';
import { useSpaces } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';

/** Marks what is kept in a compartment with its name. */
export function EntryPlace({ space }: { space: SpaceId }) {
  const t = useText();
  const compartment = useSpaces().value?.find(({ id, within }) => id === space && within !== null);
  if (!compartment) return null;
  return <span className="tag"><Icon name="lock" small /><span className="visually-hidden">{t('register.compartment')}: </span><bdi>{compartment.title ?? t('space.untitled')}</bdi></span>;
}
