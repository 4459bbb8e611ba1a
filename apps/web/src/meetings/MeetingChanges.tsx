import type { AuthorityId, MeetingSession } from '@comity/contracts';
import type { MeetingActView } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { changesOf, type Talk } from './meeting-request.js';
import { useTermLabel, useTermWords } from './MeetingWords.js';

/** Which terms are others, before and after. */
export function TermChanges({ session, before, after, talks, own }: { session: MeetingSession; before: Pick<MeetingActView, 'terms'>; after: Pick<MeetingActView, 'terms'>; talks: readonly Talk[]; own: AuthorityId }) {
  const t = useText();
  const words = useTermWords(session, talks, own);
  const changes = changesOf(before.terms, after.terms).filter((name) => session.founder === null || name !== 'latest');
  const label = useTermLabel(session);
  if (changes.length === 0) return null;
  return <ul className="talk-changes">{changes.map((name) => <li key={name}>{t('talks.term-changed', { term: label(name), before: words(name, before.terms) ?? t('talks.any'), after: words(name, after.terms) ?? t('talks.any') })}</li>)}</ul>;
}
