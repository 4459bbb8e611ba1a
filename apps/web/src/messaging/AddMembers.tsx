import { useState } from 'react';
import type { PractitionerId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useMatter } from '../casework/hooks.js';
import { useAction, usePeople, useSelf, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { usePolicyWords } from './policy-words.js';

interface Props { space: SpaceView; onClose(): void }

export const AddMembers = (props: Props) => (props.space.kind === 'request' ? <AddToRequest {...props} /> : <AddToOther {...props} />);

function AddToRequest(props: Props) {
  const self = useSelf();
  const { value: people = [] } = usePeople();
  const { value: { guestsFrom } = { guestsFrom: [self.authority] } } = useMatter(props.space.id);
  return <Adding {...props} others={people.filter(({ authority }) => !guestsFrom.includes(authority.id)).map(({ id }) => id)} />;
}

/** Into a compartment come members of its case file. */
function AddToOther(props: Props) {
  const { value: people = [] } = usePeople();
  const file = useSpaces().value?.find(({ id }) => id === props.space.within);
  return <Adding {...props} others={file ? people.map(({ id }) => id).filter((id) => !file.members.includes(id)) : []} />;
}

function Adding({ space, others, onClose }: Props & { others: readonly PractitionerId[] }) {
  const t = useText();
  const words = usePolicyWords();
  const { history } = space.policy;
  const { run, busy, failure } = useAction();
  const [chosen, setChosen] = useState<PractitionerId[]>([]);
  const add = async (): Promise<void> => {
    const done = await run(async (client) => { await client.act((remote) => remote.addMembers(space.id, chosen)); return true; });
    if (done) onClose();
  };
  return (
    <Sheet title={t('space.add-title')} wide onClose={onClose}>
      <p className="muted">{history === 'none' ? t('space.add-note') : t('policy.add-note', { what: words.history(history) })}</p>
      <PeoplePicker chosen={chosen} onChange={setChosen} without={[...space.members, ...others]} />
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={chosen.length === 0} isPending={busy} onPress={() => void add()}>{t('space.add-confirm', { count: chosen.length })}</Button>
      </div>
    </Sheet>
  );
}
