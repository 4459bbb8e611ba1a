import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useLocation } from 'wouter';
import type { PractitionerId, SpaceHistory, SpaceKind, SpaceRetention } from '@comity/contracts';
import { useAction, usePerson, useSelf, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText, type PlainId } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { devicesPerCaseFile } from './limits.js';
import { HistoryField, RetentionField } from './PolicyFields.js';
import { usePolicyWords } from './policy-words.js';

/** A request has a form of its own. */
type Begun = Exclude<SpaceKind, 'request'>;
const begin = { channel: 'channel.create', 'case-file': 'channel.create-case-file', direct: 'channel.open-direct' } as const satisfies Record<Begun, PlainId>;

/** Starts a conversation: a channel across authorities, a case file, or a direct message to one person. */
export function NewChannel() {
  const t = useText();
  const self = useSelf();
  const person = usePerson();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [kind, setKind] = useState<Begun>('channel');
  const [title, setTitle] = useState('');
  const [purpose, setPurpose] = useState('');
  const [members, setMembers] = useState<PractitionerId[]>([]);
  const [history, setHistory] = useState<SpaceHistory>('none');
  const [retention, setRetention] = useState<SpaceRetention>(null);
  const { value: spaces } = useSpaces();
  const words = usePolicyWords();
  // With a person there is one direct conversation: its rules were agreed when it began.
  const existing = kind === 'direct' ? spaces?.find((space) => space.kind === 'direct' && space.other === members[0] && !space.left) : undefined;
  const authorities = new Set([self.authority, ...members.flatMap((id) => person(id)?.authority.id ?? [])]).size;
  const ready = members.length > 0 && (kind === 'direct' || title.trim() !== '');
  const create = async (): Promise<void> => {
    const [only] = members;
    if (only === undefined) return;
    const id = await run((client) => client.act((remote) => (kind === 'direct'
      ? remote.openDirect(only, retention)
      : remote.createChannel({ kind, title: title.trim(), purpose: purpose.trim() || null, members, history, retention }))));
    if (id !== undefined) navigate(`/spaces/${id}`);
  };
  return (
    <Page title={t('spaces.begin')} back="/">
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void create(); }}>
        <Segments label={t('channel.kind')} value={kind} onChange={(next) => { setKind(next); if (next === 'direct') setMembers(members.slice(0, 1)); }}
          options={[{ value: 'channel', label: t('channel.kind-channel') }, { value: 'case-file', label: t('space.case-file') }, { value: 'direct', label: t('channel.kind-direct') }]} />
        {kind === 'case-file' && <p className="muted">{t('channel.case-file', { devices: devicesPerCaseFile })}</p>}
        {kind !== 'direct' && (
          <>
            <Field label={t('channel.title')} hint={t('channel.title-hint')} value={title} onChange={setTitle} isRequired maxLength={120} autoComplete="off" />
            <Field label={t('channel.purpose')} hint={t('channel.purpose-hint')} value={purpose} onChange={setPurpose} maxLength={500} autoComplete="off" />
          </>
        )}
        <PeoplePicker chosen={members} onChange={setMembers} without={[self.practitioner]} single={kind === 'direct'} />
        {existing ? <p className="muted">{t('policy.direct-existing', { retention: words.retention(existing.policy.retention) })}</p> : <RetentionField value={retention} onChange={setRetention} />}
        {kind !== 'direct' && <HistoryField value={history} onChange={setHistory} />}
        <FailureNotice failure={failure} />
        <div className="page-foot">
          <p className="muted" role="status">{kind === 'direct' ? t('channel.summary-direct') : t('channel.summary', { members: members.length + 1, authorities })}</p>
          <Button look="primary" type="submit" isDisabled={!ready} isPending={busy}>{busy ? t('channel.creating') : t(begin[kind])}</Button>
        </div>
      </Form>
    </Page>
  );
}
