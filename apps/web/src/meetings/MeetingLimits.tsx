import type { AuthorityId, MeetingSession } from '@comity/contracts';
import { useDue, useNow } from '../casework/hooks.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { openOf, shutOf, type Talk } from './meeting-request.js';

/** Until when offices ask, and how many requests of this one may be open at once. */
export function LimitNotice({ session: { facts }, talks, own, limit }: { session: MeetingSession; talks: readonly Talk[]; own: AuthorityId; limit: number | null }) {
  const t = useText();
  const due = useDue();
  const now = useNow();
  const used = openOf(talks, own), shut = shutOf(facts, used, limit, now);
  const lines = [
    ...(facts.state === 'open' ? [] : [t(`talks.state-${facts.state}`)]),
    ...(facts.deadline === null ? [] : [new Date(facts.deadline) < now ? t('talks.deadline-over') : t('talks.deadline', { date: due(facts.deadline, now).on, distance: due(facts.deadline, now).words })]),
    ...(limit === null ? [] : [t('talks.limit', { used, limit })]),
    ...(shut === 'limit' ? [t('talks.limit-full')] : []),
  ];
  return lines.length === 0 ? null : <Notice tone={shut === null ? 'info' : 'warning'} title={lines[0]}>{lines.slice(1).map((line) => <p key={line}>{line}</p>)}</Notice>;
}
