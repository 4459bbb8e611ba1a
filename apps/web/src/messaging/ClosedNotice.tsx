import type { SpaceView } from '@comity/sdk';
import { useAction, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

/** Says of a case file that it is closed, and lets an owner open it again. */
export function ClosedNotice({ space }: { space: SpaceView }) {
  const t = useText();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  if (!space.closed || space.left) return null;
  const mayOpen = space.within === null && space.owners.includes(self.practitioner);
  const open = <Button isPending={busy} onPress={() => void run(({ remote }) => remote.setClosed(space.id, false))}>{t('closing.open')}</Button>;
  return (
    <>
      <Notice tone="info" title={t('closing.closed')} action={mayOpen ? open : undefined}><p>{t(mayOpen ? 'closing.hint-owner' : 'closing.hint')}</p></Notice>
      <FailureNotice failure={failure} />
    </>
  );
}
