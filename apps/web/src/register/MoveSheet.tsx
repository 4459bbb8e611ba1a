import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { FormSheet } from '../design/FormSheet.js';
import { useText } from '../i18n/text.js';
import type { Remote } from '../worker/protocol.js';
import { MoveFields } from './MoveFields.js';
import { isReady, type Where } from './places.js';

interface MoveSheetProps<Id> { from: SpaceView; title: string; hint: string; places: readonly SpaceView[]; /** Answers what goes on there. */ move(remote: Remote, to: SpaceId, reason: string): Promise<Id>; pathOf(to: SpaceId, moved: Id): string; onClose(): void }

/** Carries an entry or a note on in another place of the case file, and strikes it out here with a reason that everybody here reads. */
export function MoveSheet<Id>({ from, title, hint, places, move, pathOf, onClose }: MoveSheetProps<Id>) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [where, setWhere] = useState<Where>({ to: places.length === 1 ? places[0]!.id : '', reason: t('register.move-reason') });
  const submit = async (): Promise<void> => {
    const { to, reason } = where;
    if (to === '') return;
    const moved = await run(({ remote }) => move(remote, to, reason.trim()));
    if (moved !== undefined) navigate(pathOf(to, moved), { replace: true });
  };
  return (
    <FormSheet title={t('register.move-title', { title })} submit={t('register.move-do')} ready={isReady(where)} busy={busy} failure={failure} onSubmit={() => void submit()} onClose={onClose}>
      <p>{hint}</p>
      <MoveFields from={[from]} places={places} where={where} onWhere={setWhere} />
    </FormSheet>
  );
}
