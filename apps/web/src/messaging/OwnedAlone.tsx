import { Link } from 'wouter';
import type { PractitionerId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useSpaces } from '../client/hooks.js';
import { Announced } from '../design/Announced.js';
import { Notice } from '../design/Notice.js';
import { ownsAlone } from './owns-alone.js';
import { spacePath } from './place.js';
import { useSpaceTitle } from './space-title.js';

/** Conversations with others in them that this person alone owns, as far as one is inside oneself. */
export function useOwnedAlone(person: PractitionerId): SpaceView[] {
  const { value: spaces } = useSpaces();
  return (spaces ?? []).filter((space) => space.kind !== 'direct' && !space.left && ownsAlone(space, person));
}

/** Before somebody goes who alone could take people in there: the way to where another owner is named. Nothing without such conversations. */
export function OwnedAlone({ spaces, title, children }: { spaces: SpaceView[]; title: string; children: string }) {
  const titleOf = useSpaceTitle();
  return (
    <Announced>
      {spaces.length > 0 && (
        <Notice tone="warning" title={title}>
          <p>{children}</p>
          <ul>{spaces.map((space) => <li key={space.id}><Link href={spacePath(space.id, undefined, true)}><bdi>{titleOf(space)}</bdi></Link></li>)}</ul>
        </Notice>
      )}
    </Announced>
  );
}
