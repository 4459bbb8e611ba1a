import type { SpaceView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { Monogram } from '../design/Person.js';

/** What a conversation is, at a glance: with one person, among several, or a case file. Words beside it say the same. */
export function SpaceMark({ space, title }: { space: SpaceView | undefined; title: string }) {
  if (space?.kind === 'direct') return <Monogram id={space.other ?? space.id} name={title} />;
  return <span className="monogram monogram-normal monogram-channel" aria-hidden="true"><Icon name={space?.kind === 'case-file' ? 'case-file' : 'seal'} /></span>;
}
