import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Link } from 'wouter';
import { registerLimits } from '@comity/contracts/register';
import type { MeetingSessionId } from '@comity/contracts';
import { preReading, type EntrySummary, type SpaceView } from '@comity/sdk';
import { DraftedFrom } from '../casework/DraftedFrom.js';
import { useAction, usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { plain } from '../messaging/marking.js';
import { EntryMarks } from '../register/EntryMarks.js';
import { dateOf } from '../register/listing.js';
import { entryPath } from '../register/place.js';
import { When } from '../register/When.js';
import { DayInput } from './DayInput.js';
import { useDecisions } from './EnterOutcome.js';
import { isJoinEntry } from './join.js';
import type { Talk } from './meeting-request.js';

const BringEntry = later(() => import('../register/BringEntry.js').then((m) => ({ default: m.BringEntry })));
const DraftFromEntry = later(() => import('../casework/DraftFromEntry.js').then((m) => ({ default: m.DraftFromEntry })));

/** Decisions and action points, each with who answers for it and its date: entries of the space's register like others, of which a draft request or an entry elsewhere is made. */
export function MeetingDecisions({ space, session, talk }: { space: SpaceView; session: MeetingSessionId; talk: Talk }) {
  const t = useText();
  const standing = (useDecisions(space.id) ?? []).filter((entry) => !entry.struck && !isJoinEntry(entry) && entry.fields?.['text'] !== preReading);
  return (
    <>
      <h4>{t('talks.outcome')}</h4>
      {standing.length === 0 && <p className="muted">{t('talks.outcome-none')}</p>}
      {standing.length > 0 && <ul className="rows" aria-label={t('talks.outcome')}>{standing.map((entry) => <OutcomeRow key={entry.id} space={space} session={session} entry={entry} talk={talk} />)}</ul>}
      {!space.readOnly && <OutcomeForm space={space} />}
    </>
  );
}

function OutcomeRow({ space, session, entry, talk }: { space: SpaceView; session: MeetingSessionId; entry: EntrySummary; talk: Talk }) {
  const t = useText();
  const person = usePerson();
  const [open, setOpen] = useState<'draft' | 'bring' | null>(null);
  const close = (): void => setOpen(null);
  const { owner } = entry;
  const who = owner !== null ? isolated(person(owner)?.name ?? t('person.unknown')) : entry.task ? t('talks.nobody') : null;
  const when = dateOf(entry) === null ? null : <When entry={entry} />;
  return (
    <li>
      <Icon name={entry.kind === 'task' ? 'task' : 'note'} />
      <span className="row-words">
        <Link href={entryPath(space.id, entry.id)}><bdi>{entry.title}</bdi></Link>
        {(who ?? when) !== null && <span className="muted">{who}{who !== null && when !== null && ' · '}{when}</span>}
        <span className="register-marks"><EntryMarks entry={entry} /></span>
        <DraftedFrom origin={entry.id} />
      </span>
      {entry.task?.done !== true && <Button icon="request" aria-label={t('talks.promote-name', { title: entry.title })} onPress={() => setOpen('draft')}>{t('talks.promote')}</Button>}
      <Button icon="register" aria-label={t('talks.bring-name', { title: entry.title })} onPress={() => setOpen('bring')}>{t('talks.bring')}</Button>
      {open === 'draft' && <Later><DraftFromEntry id={entry.id} space={space.id} session={session} parties={talk.terms.parties} onClose={close} /></Later>}
      {open === 'bring' && <Later><BringEntry id={entry.id} space={space.id} onClose={close} /></Later>}
    </li>
  );
}

function OutcomeForm({ space }: { space: SpaceView }) {
  const t = useText();
  const person = usePerson();
  const { run, busy, failure } = useAction();
  const [kind, setKind] = useState<'task' | 'note'>('task');
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState('');
  const [day, setDay] = useState('');
  const add = async (): Promise<void> => {
    const words = title.trim();
    if (words === '') return;
    const fields = { ...(kind === 'note' && { text: words }), ...(owner !== '' && { owner }), ...(day !== '' && { [kind === 'note' ? 'date' : 'due']: day }) };
    const done = await run((client) => client.act((remote) => remote.writeEntry(space.id, { after: null, kind, title: words, fields, links: [], marking: plain, source: null })));
    if (done === undefined) return;
    setTitle('');
    setOwner('');
    setDay('');
  };
  return (
    <Form className="stack-tight" onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Segments label={t('talks.outcome-kind')} value={kind} onChange={setKind} options={[{ value: 'task', label: t('talks.action-point') }, { value: 'note', label: t('talks.decision') }]} />
      <div className="talk-add talk-outcome">
        <Field label={t('talks.outcome-words')} value={title} onChange={setTitle} maxLength={registerLimits.title} autoComplete="off" />
        <Choice<string> label={t('talks.owner')} value={owner} onChange={setOwner} options={[{ value: '', label: t('talks.nobody') }, ...space.members.map((id) => ({ value: id as string, label: person(id)?.name ?? t('person.unknown') }))]} />
        <DayInput label={t(kind === 'note' ? 'register.field-date' : 'talks.due')} value={day} onChange={setDay} />
        <Button type="submit" icon="plus" isDisabled={title.trim() === ''} isPending={busy}>{t('talks.outcome-add')}</Button>
      </div>
      <FailureNotice failure={failure} />
    </Form>
  );
}
