import { useState } from 'react';
import { useLocation } from 'wouter';
import type { MeetingSession, MeetingSessionId } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { attendedBy, candidates } from './follow.js';
import { meetings, touches, useSessions } from './hooks.js';
import type { Talk } from './meeting-request.js';
import { followPath } from './talks.js';

/** Leads to a request for another meeting of the same parties, on the same topic: at this session, or at another that all of them attend. */
export function FollowUp({ session, talk }: { session: MeetingSession; talk: Talk }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="plus" onPress={() => setOpen(true)}>{t('talks.follow')}</Button>
      {open && <Sheet title={t('talks.follow')} onClose={() => setOpen(false)}><Where session={session} talk={talk} onClose={() => setOpen(false)} /></Sheet>}
    </>
  );
}

function Where({ session, talk, onClose }: { session: MeetingSession; talk: Talk; onClose(): void }) {
  const t = useText();
  const now = useNow();
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState('');
  const { value: sessions, failure } = useSessions();
  const { value: attended, failure: unread } = useAttended(candidates(sessions ?? [], session.id, talk.terms.parties.length, now), talk);
  const there = attended?.flatMap((each) => sessions?.find(({ id }) => id === each) ?? []) ?? [];
  const id = (chosen === '' ? there[0]?.id : chosen) as MeetingSessionId | undefined;
  if (!sessions || !attended) return failure ?? unread ? <FailureNotice failure={failure ?? unread ?? null} /> : <Busy />;
  return (
    <div className="stack">
      {there.length === 0 ? <p>{t('talks.follow-nowhere')}</p> : <p className="muted">{t(talk.terms.space === null ? 'talks.follow-hint-open' : 'talks.follow-hint')}</p>}
      {there.length > 0 && <Choice<string> label={t('talks.follow-at')} value={id ?? ''} onChange={setChosen} options={there.map((each) => ({ value: each.id, label: each.title }))} />}
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        {id !== undefined && <Button look="primary" onPress={() => navigate(followPath(id, session.id, talk.id))}>{t('talks.follow-go')}</Button>}
      </div>
    </div>
  );
}

/** Of these sessions, those that all parties attend. */
function useAttended(ids: readonly MeetingSessionId[], { terms: { parties } }: Talk) {
  return useWatch(useClient().watch(`meeting-attended ${ids.join(' ')} ${parties.join(' ')}`, (remote) => attendedBy(ids, parties, (id) => meetings(remote).offices(id)), touches(null, 'roster')));
}
