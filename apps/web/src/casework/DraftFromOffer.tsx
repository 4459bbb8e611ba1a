import type { OfferView } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { markingOf } from '../messaging/marking.js';
import { DraftFrom } from './DraftFrom.js';

/** Of information that was offered under conditions and delivered: they go on with it. A file without words is told by its name. */
export function DraftFromOffer({ offer, onClose }: { offer: OfferView; onClose(): void }) {
  const self = useSelf();
  const { space, id, seq, by, at, nature, conditions, content, side, from, to } = offer;
  if (seq === null || content === null) return null;
  const words = [nature, content.text === '' ? content.files.map(({ name }) => name).join('\n') : content.text].join('\n');
  const requested = side === null ? null : side === 'receiving' ? from : to;
  return <DraftFrom source={{ place: { kind: 'offer', space, on: { id, seq } }, by, at, words, conditions, ...markingOf(offer) }} requested={requested} own={by === self.practitioner} onClose={onClose} />;
}
