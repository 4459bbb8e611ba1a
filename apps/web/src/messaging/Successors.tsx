import type { SpaceView } from '@comity/sdk';
import { useAction, usePerson, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

/** People who were in here under an identity they lost: who may take in others brings them back with one press. */
export function Successors({ space }: { space: SpaceView }) {
  const t = useText();
  const person = usePerson();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  const ownerLeft = space.owners.some((id) => person(id)?.current === true);
  return (
    <>
      {space.successors.map((id) => {
        const name = person(id)?.name ?? t('person.unknown');
        // Of a request each side takes care of its own.
        const mine = space.canManage && (space.kind !== 'request' || person(id)?.authority.id === self.authority);
        return (
          <Notice key={id} tone="info" title={t('anew.space', { name })}
            {...(mine && { action: <Button isPending={busy} onPress={() => void run((client) => client.act((remote) => remote.addMembers(space.id, [id])))}>{t('anew.add', { name })}</Button> })}>
            <p>{mine ? t('anew.space-hint') : ownerLeft ? t('anew.space-owner') : t('anew.space-no-owner')}</p>
          </Notice>
        );
      })}
      <FailureNotice failure={failure} />
    </>
  );
}
