import './set-up.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { MeetingSession, SessionFacts } from '@comity/contracts';
import { useAction } from '../client/hooks.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { meetings } from './hooks.js';
import { sessionPath } from './place.js';
import { SessionFactsForm } from './SessionFactsForm.js';
import { SessionRoster } from './SessionRoster.js';
import { SessionScreen } from './SessionScreen.js';

/** A session that nobody else sees yet. */
export function NewSession() {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const add = async (facts: SessionFacts): Promise<void> => {
    const made = await run((client) => client.act((remote) => meetings(remote).addSession(facts)));
    if (made) navigate(sessionPath(made.id, 'set-up'));
  };
  return <Page title={t('hall.new')} back="/sessions"><SessionFactsForm session={null} before={null} busy={busy} failure={failure} onSave={(facts) => void add(facts)} /></Page>;
}

/** What a session is, and what it has. */
export function SessionSetup({ session }: { session: MeetingSession }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [saved, setSaved] = useState(false);
  const change = async (facts: SessionFacts): Promise<void> => {
    setSaved(false);
    if (await run((client) => client.act((remote) => meetings(remote).changeSession(session.id, session.version, facts)))) setSaved(true);
  };
  return (
    <>
      {saved && <Notice tone="good" role="status" title={t('hall.saved')} />}
      <SessionFactsForm key={session.version} session={session.id} before={session.facts} busy={busy} failure={failure} onSave={(facts) => void change(facts)} />
      <SessionRoster session={session} />
      <SessionScreen session={session} />
    </>
  );
}
