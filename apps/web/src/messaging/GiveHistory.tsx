import { useState } from 'react';
import type { PractitionerId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction, usePeople, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { usePolicyWords } from './policy-words.js';

/** Gives members who came in later what the rules let them read of the past. */
export function GiveHistory({ space, onClose }: { space: SpaceView; onClose(): void }) {
  const t = useText();
  const words = usePolicyWords();
  const self = useSelf();
  const { value: people } = usePeople();
  const { run, busy, failure } = useAction();
  const [chosen, setChosen] = useState<PractitionerId[]>([]);
  const [given, setGiven] = useState<number | null>(null);
  const inside = new Set(space.members.filter((id) => id !== self.practitioner));
  const give = async (): Promise<void> => {
    const received = await run((client) => client.act((remote) => remote.giveHistory(space.id, chosen)));
    if (received !== undefined) setGiven(received.length);
  };
  return (
    <Sheet title={t('policy.give')} wide onClose={onClose}>
      <p className="muted">{t('policy.give-text', { what: words.history(space.policy.history) })}</p>
      {given === null
        ? <PeoplePicker chosen={chosen} onChange={setChosen} without={(people ?? []).map(({ id }) => id).filter((id) => !inside.has(id))} />
        : <Notice tone="good" role="status" title={t('policy.given', { count: given })} />}
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{given === null ? t('action.cancel') : t('action.close')}</Button>
        {given === null && <Button look="primary" isDisabled={chosen.length === 0} isPending={busy} onPress={() => void give()}>{t('policy.give-confirm')}</Button>}
      </div>
    </Sheet>
  );
}
