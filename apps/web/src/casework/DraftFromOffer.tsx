import { offeredWords, type OfferView } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { markingOf } from '../messaging/marking.js';
import { DraftFrom } from './DraftFrom.js';

/** Of information that was offered under conditions and delivered: they go on with it. */
export function DraftFromOffer({ offer, onClose }: { offer: OfferView; onClose(): void }) {
  const self = useSelf();
  const { space, id, seq, by, at, conditions, content, side, from, to } = offer;
  if (seq === null || content === null) return null;
  const requested = side === null ? null : side === 'receiving' ? from : to;
  return <DraftFrom source={{ place: { kind: 'offer', space, on: { id, seq } }, by, at, words: offeredWords(offer, content), conditions, ...markingOf(offer) }} requested={requested} own={by === self.practitioner} onClose={onClose} />;
}
