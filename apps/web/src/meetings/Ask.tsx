import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Link, useLocation } from 'wouter';
import { meetingLimits, type AuthorityId, type MeetingSession, type MeetingSessionId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { useNow, useParty } from '../casework/hooks.js';
import { useAction, useClient, usePeople, usePerson, useSelf, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Field } from '../design/Field.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useForm } from '../messaging/form.js';
import { registerPath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { TermsFields, WishesFields } from './AskFields.js';
import { meetings } from './hooks.js';
import { followingAsk, lackingOf, newAsk, termsOf, topicText, wishesOf, withParties, writtenAsk, type AskDraft, type Linkable } from './ask-draft.js';
import { LimitNotice } from './MeetingLimits.js';
import { openOf, shutOf } from './meeting-request.js';
import { sessionPath } from './place.js';
import { talkPath, useDelegatesWatch, useOfficesWatch, useRooms, useTalks } from './talks.js';

/** Asks offices for a meeting. What is typed stays, sealed on the device, until it is sent. */
export function Ask({ session, office }: { session: MeetingSession; office: string }) {
  const [begin] = useState(() => newAsk(office === '' ? [] : [office]));
  return <Asking session={session} office={office} begin={begin} name={`meeting-${session.id}`} />;
}

/** Another meeting after one, of this session or of the one it was at. */
export function AskAgain({ session, from, request }: { session: MeetingSession; from: MeetingSessionId; request: string }) {
  const t = useText();
  const own = useSelf().authority;
  const { talks, failure } = useTalks(from);
  const { value: spaces } = useSpaces();
  const talk = talks?.find(({ id }) => id === request);
  if (!talks || !spaces) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  if (!talk) return <Empty title={t('talks.gone')}>{t('talks.gone-hint')}</Empty>;
  const inside = spaces.some(({ id, left }) => id === talk.terms.space && !left);
  return <Asking session={session} office="" begin={followingAsk(talk, own, { sameSession: from === session.id, inside })} name={`meeting-${session.id}-${request}`} />;
}

function Asking({ session, office, begin, name }: { session: MeetingSession; office: string; begin: AskDraft; name: `meeting-${string}` }) {
  const self = useSelf();
  const { value: offices } = useWatch(useOfficesWatch(session.id));
  const { value: delegates } = useWatch(useDelegatesWatch(session.id));
  const { value: rooms } = useRooms(session.id);
  const { talks } = useTalks(session.id);
  const [first] = useState(begin);
  const kept = useForm(null, name, first, writtenAsk);
  const person = usePerson();
  const known = usePeople().value !== undefined;
  if (!offices || !delegates || !rooms || !talks || !kept.loaded || !known) return <Busy />;
  const authorityOf = (id: PractitionerId): AuthorityId | undefined => person(id)?.authority.id;
  const draft = kept.found && office !== '' && !kept.form.parties.includes(office) ? withParties(kept.form, [...kept.form.parties, office], authorityOf) : kept.form;
  return (
    <TheForm session={session} draft={draft} kept={kept} authorityOf={authorityOf} own={self.authority} talks={talks} rooms={rooms} delegates={delegates.filter(({ authority }) => authority === self.authority)}
      attending={offices.map(({ authority }) => authority).filter((each) => each !== self.authority)} lacking={lackingOf(draft, authorityOf, session.founder !== null)} limit={offices.find(({ authority }) => authority === self.authority)?.requests ?? session.facts.requestsPerOffice} />
  );
}

interface Props {
  session: MeetingSession; draft: AskDraft; kept: ReturnType<typeof useForm<AskDraft>>; own: AuthorityId; attending: readonly AuthorityId[]; limit: number | null; lacking: ReturnType<typeof lackingOf>; authorityOf: Parameters<typeof lackingOf>[1];
  talks: Parameters<typeof TermsFields>[0]['talks']; rooms: Parameters<typeof TermsFields>[0]['rooms']; delegates: Parameters<typeof WishesFields>[0]['delegates'];
}
function TheForm({ session, draft, kept: { found, change, beginAnew, saved }, authorityOf, own, attending, limit, lacking, talks, rooms, delegates }: Props) {
  const t = useText();
  const party = useParty();
  const now = useNow();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const links = useLinkables();
  const set = (part: Partial<AskDraft>): void => change({ ...draft, ...part });
  const parties = draft.parties as AuthorityId[];
  // Nothing is made that the service would not take then.
  const shut = shutOf(session.facts, openOf(talks, own), limit, now);
  const send = async (): Promise<void> => {
    if (lacking !== null || shut !== null) return;
    const request = await saved(() => run(async (client) => {
      let space = draft.space === '' ? null : draft.space as SpaceId;
      if (space === null && draft.topic.trim() !== '') {
        space = await client.act((remote) => meetings(remote).seal(parties, { people: draft.people as PractitionerId[], text: topicText(draft, links, location.origin) }));
        // Another try goes on from here.
        set({ space });
      }
      const { parties: _parties, space: _space, ...terms } = termsOf(draft.terms, [own, ...parties], space);
      const { id } = await client.act((remote) => meetings(remote).ask(session.id, { parties, terms, wishes: wishesOf(draft.wishes), topic: space === null ? null : { space } }));
      return id;
    }));
    if (request !== undefined) navigate(talkPath(session.id, request), { replace: true });
  };
  const name = (id: string): string => party(id as AuthorityId);
  const addable = attending.filter((id) => !draft.parties.includes(id)).map((value) => ({ value: value as string, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Form className="stack" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <h2>{t('talks.ask')}</h2>
      {found && <Notice tone="info" role="status" title={t('request.kept')} action={<Button onPress={beginAnew}>{t('request.kept-discard')}</Button>}><p>{t('request.kept-hint')}</p></Notice>}
      <LimitNotice session={session} talks={talks} own={own} limit={limit} />
      <fieldset className="card stack">
        <legend className="card-legend">{t('talks.with')}</legend>
        {parties.length > 0 && <Chosen label={t('talks.offices')} ids={parties} name={name} onRemove={(id) => change(withParties(draft, parties.filter((each) => each !== id), authorityOf))} />}
        {parties.length < meetingLimits.parties - 1 && addable.length > 0 && <Choice<string> label={parties.length === 0 ? t('talks.office') : t('talks.office-more')} value="" onChange={(id) => change(withParties(draft, [...parties, id], authorityOf))} options={[{ value: '', label: t('request.choose') }, ...addable]} />}
      </fieldset>
      <fieldset className="card stack">
        <legend className="card-legend">{t('talks.terms')}</legend>
        <p className="muted">{t(session.founder === null ? 'talks.terms-hint' : 'talks.terms-exact')}</p>
        <TermsFields session={session} rooms={rooms} talks={talks} own={own} terms={draft.terms} onChange={(terms) => set({ terms })} />
      </fieldset>
      <fieldset className="card stack">
        <legend className="card-legend">{t('talks.wishes')}</legend>
        <WishesFields ranked={session.founder === null} delegates={delegates} wishes={draft.wishes} onChange={(wishes) => set({ wishes })} />
      </fieldset>
      {draft.space === '' ? <TopicFields draft={draft} own={own} parties={parties} links={links} onChange={set} /> : <Notice tone="info" title={t('talks.topic-made')} />}
      <FailureNotice failure={failure} />
      {lacking !== null && <p className="muted" role="status">{t(`talks.lacking-${lacking}`)}</p>}
      <div className="row row-end">
        <Link href={sessionPath(session.id, 'requests')} className="button button-plain">{t('action.cancel')}</Link>
        <Button look="primary" type="submit" icon="seal" isDisabled={lacking !== null || shut !== null} isPending={busy}>{t('talks.send')}</Button>
      </div>
    </Form>
  );
}

/** The topic, its words and links lie in a space of the parties' own; the secretariat is not inside. */
export function TopicFields({ draft, own, parties, links, onChange }: { draft: Pick<AskDraft, 'topic' | 'words' | 'people' | 'links'>; own: AuthorityId; parties: readonly AuthorityId[]; links: readonly Linkable[]; onChange(part: Partial<AskDraft>): void }) {
  const t = useText();
  const self = useSelf();
  const people = usePeople().value ?? [];
  const without = people.filter(({ id, authority }) => id === self.practitioner || (authority.id !== own && !parties.includes(authority.id))).map(({ id }) => id);
  const free = links.filter(({ id }) => !draft.links.includes(id));
  return (
    <fieldset className="card stack">
      <legend className="card-legend">{t('talks.topic-part')}</legend>
      <p className="muted">{t('talks.topic-hint')}</p>
      <Field label={t('talks.topic')} value={draft.topic} onChange={(topic) => onChange({ topic })} maxLength={100} autoComplete="off" />
      {draft.topic.trim() !== '' && (
        <>
          <LongField label={t('talks.words')} hint={t('talks.words-hint')} value={draft.words} onChange={(words) => onChange({ words })} maxLength={8_000} rows={4} />
          {draft.links.length > 0 && <Chosen label={t('talks.links')} ids={draft.links} name={(id) => links.find((each) => each.id === id)?.title ?? id.slice(0, 8)} onRemove={(id) => onChange({ links: draft.links.filter((each) => each !== id) })} />}
          {free.length > 0 && <Choice<string> label={t('talks.link')} hint={t('talks.link-hint')} value="" onChange={(id) => onChange({ links: [...draft.links, id] })} options={[{ value: '', label: t('request.choose') }, ...free.map(({ id, title }) => ({ value: id as string, label: title }))]} />}
          <PeoplePicker legend={t('talks.people')} chosen={draft.people as PractitionerId[]} onChange={(chosen) => onChange({ people: chosen })} without={without} />
        </>
      )}
    </fieldset>
  );
}

function Chosen<Id extends string>({ label, ids, name, onRemove }: { label: string; ids: readonly Id[]; name(id: Id): string; onRemove(id: Id): void }) {
  const t = useText();
  return (
    <ul className="rows" aria-label={label}>
      {ids.map((id) => <li key={id}><bdi className="row-words">{name(id)}</bdi><IconButton icon="close" label={t('talks.remove', { name: name(id) })} onPress={() => onRemove(id)} /></li>)}
    </ul>
  );
}

/** Requests and case files of this person, which a topic may be about. */
export function useLinkables(): Linkable[] {
  const { value: matters } = useWatch(useClient().matters());
  const { value: spaces } = useSpaces();
  const titleOf = useSpaceTitle();
  return [
    ...(matters ?? []).map(({ space, title }) => ({ id: space, title, href: `/requests/${space}` })),
    ...(spaces ?? []).filter(({ kind, left }) => kind === 'case-file' && !left).map((space) => ({ id: space.id, title: titleOf(space), href: registerPath(space.id) })),
  ].sort((a, b) => a.title.localeCompare(b.title));
}
