import type { SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { Notice } from '../design/Notice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { usePlaceName } from './hooks.js';

interface To { places: readonly SpaceView[]; to: SpaceId }

function useName(): (to: To) => string {
  const t = useText();
  const nameOf = usePlaceName();
  return ({ places, to }) => { const place = places.find(({ id }) => id === to); return isolated(place ? nameOf(place) : t('space.untitled')); };
}

/** Where something goes on that was struck out here. */
export function GoesOn(to: To) { return <>{useText()('register.goes-on', { title: useName()(to) })}</>; }

/** It stands here until it stands there. */
export function Moving(to: To) {
  const t = useText();
  return <Notice tone="info" role="status" title={t('register.moving', { title: useName()(to) })}><p>{t('register.moving-hint')}</p></Notice>;
}
