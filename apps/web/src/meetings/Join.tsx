import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { registerLimits } from '@comity/contracts/register';
import type { SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction, useClient, usePerson, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { LongField } from '../design/LongField.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { detailsOf, isJoinEntry, joinInput, joinRuns, type JoinDetails } from './join.js';

const useJoin = (space: SpaceId) => useWatch(useClient().watch(`meeting-join ${space}`, async (remote) => {
  const found = (await remote.entries(space, { kinds: ['note'], where: space })).find(isJoinEntry);
  return found === undefined ? null : detailsOf(await remote.entry(space, found.id));
}, (event) => event.type === 'register' && event.space === space));

/** Beside the time of a meeting; nothing where nobody wrote any. */
export function JoinLine({ space }: { space: SpaceId }) {
  const t = useText();
  const details = useJoin(space).value;
  return details ? <div className="join"><span className="muted">{t('talks.join')}</span> <Words details={details} /></div> : null;
}

/** On the meeting's page: with who wrote it, and to be written anew by whoever is inside. */
export function Join({ space }: { space: SpaceView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { value: details, failure } = useJoin(space.id);
  const [writing, setWriting] = useState(false);
  if (details === undefined) return <FailureNotice failure={failure} />;
  return (
    <>
      <h4>{t('talks.join')}</h4>
      {details && !writing && (
        <div className="join">
          <Words details={details} />
          <p className="muted">{t('talks.join-by', { name: isolated(person(details.by)?.name ?? t('person.unknown')), at: format.moment(details.at) })}</p>
        </div>
      )}
      {!space.readOnly && !writing && <div><Button icon={details ? 'edit' : 'plus'} onPress={() => setWriting(true)}>{t(details ? 'talks.join-change' : 'talks.join-add')}</Button></div>}
      {writing && <Writing space={space} details={details} onClose={() => setWriting(false)} />}
    </>
  );
}

/** Addresses are links and nothing more, with the host that they lead to before them. */
function Words({ details: { text } }: { details: JoinDetails }) {
  return (
    <p className="join-words" dir="auto">
      {joinRuns(text).map((run, i) => (run.type === 'text' ? run.text : <span key={i} className="join-link" dir="ltr"><strong>{run.host}</strong> <a href={run.href} target="_blank" rel="noopener noreferrer nofollow">{run.text}</a></span>))}
    </p>
  );
}

function Writing({ space, details, onClose }: { space: SpaceView; details: JoinDetails | null; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [text, setText] = useState(details?.text ?? '');
  const entry = details?.entry ?? null;
  const save = async (): Promise<void> => {
    const done = await run((client) => client.act(async (remote) => {
      if (text.trim() === '') await (entry && remote.strikeEntry(space.id, entry.id, t('talks.join-over')));
      else if (entry === null) await remote.writeEntry(space.id, joinInput(text.trim(), null));
      else await remote.reviseEntry(space.id, entry.id, joinInput(text.trim(), await remote.entry(space.id, entry.id)));
      return true;
    }));
    if (done) onClose();
  };
  return (
    <Form className="stack-tight" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <LongField label={t('talks.join-words')} hint={t('talks.join-hint')} value={text} onChange={setText} maxLength={registerLimits.reason} rows={3} />
      <div className="row"><Button type="submit" look="primary" isPending={busy} isDisabled={entry === null && text.trim() === ''}>{t('talks.join-save')}</Button><Button onPress={onClose}>{t('action.cancel')}</Button></div>
      <FailureNotice failure={failure} />
    </Form>
  );
}
