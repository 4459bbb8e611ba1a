import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { MeetingSession, PractitionerId, SpaceId } from '@comity/contracts';
import { useAction, usePerson, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { TopicFields, useLinkables } from './Ask.js';
import { lackingOf, newAsk, topicText } from './ask-draft.js';
import { meetings } from './hooks.js';
import type { Talk } from './meeting-request.js';
import { useTalks } from './talks.js';

/** The case file of a meeting that was agreed on without a topic: agenda, minutes and how to join lie in it. */
export function BeginFile({ session, talk }: { session: MeetingSession; talk: Talk }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <section className="card stack" aria-label={t('talks.topic-part')}>
      <h3>{t('talks.topic-part')}</h3>
      <p className="muted">{t('talks.file-none')}</p>
      <div className="row"><Button icon="plus" onPress={() => setOpen(true)}>{t('talks.file-begin')}</Button></div>
      {open && <BeginSheet session={session} talk={talk} onClose={() => setOpen(false)} />}
    </section>
  );
}

function BeginSheet({ session, talk, onClose }: { session: MeetingSession; talk: Talk; onClose(): void }) {
  const t = useText();
  const toast = useToast();
  const own = useSelf().authority;
  const person = usePerson();
  const { refresh } = useTalks(session.id);
  const { run, busy, failure } = useAction();
  const others = talk.terms.parties.filter((each) => each !== own);
  const links = useLinkables();
  const [draft, setDraft] = useState(() => newAsk(others));
  /** Made already, when only its naming failed. */
  const [made, setMade] = useState<SpaceId | null>(null);
  const lacking = draft.topic.trim() === '' ? 'topic' : lackingOf(draft, (id) => person(id)?.authority.id);
  const begin = async (): Promise<void> => {
    if (lacking !== null) return;
    const done = await run((client) => client.act(async (remote) => {
      const desk = meetings(remote);
      const space = made ?? await desk.seal(others, { people: draft.people as PractitionerId[], text: topicText(draft, links, location.origin) }, { session: session.id, request: talk.id, version: talk.version });
      setMade(space);
      await desk.beginFile(session.id, talk.id, talk.version, space);
      return true;
    }));
    await refresh();
    if (!done) return;
    onClose();
    toast({ text: t('talks.file-begun') });
  };
  return (
    <Sheet title={t('talks.file-begin')} onClose={onClose} wide>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void begin(); }}>
        {made === null ? <TopicFields draft={draft} own={own} parties={others} links={links} onChange={(part) => setDraft({ ...draft, ...part })} /> : <Notice tone="info" title={t('talks.topic-made')} />}
        <FailureNotice failure={failure} />
        {lacking !== null && <p className="muted" role="status">{t(`talks.lacking-${lacking}`)}</p>}
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" icon="seal" isDisabled={lacking !== null} isPending={busy}>{t('talks.file-begin')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
