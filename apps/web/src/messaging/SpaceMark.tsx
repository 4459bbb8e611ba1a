import type { SpaceView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { Monogram } from '../design/Person.js';
import { useSpaceSort } from './space-title.js';

/** What a conversation is, at a glance: with one person, among several, a case file, or a request. Words beside it say the same. */
export function SpaceMark({ space, title }: { space: SpaceView | undefined; title: string }) {
  if (space?.kind === 'direct') return <Monogram id={space.other ?? space.id} name={title} />;
  return <span className="monogram monogram-normal monogram-channel" aria-hidden="true"><Icon name={space?.kind === 'case-file' || space?.kind === 'request' ? space.kind : 'seal'} /></span>;
}

/** The words beside the mark, before others in a line. */
export function SpaceSort({ space }: { space: SpaceView | undefined }) {
  const sort = useSpaceSort();
  const words = space && sort(space);
  return words ? <><bdi>{words}</bdi> · </> : null;
}
