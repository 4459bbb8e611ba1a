/** What parties said of a meeting, as far as their devices signed it: the service's word counts for nothing but which words there are. */
import type { AuthorityId, MeetingSessionId, MeetingWords, OutcomeWord } from '@comity/contracts';
import { outcomeWordHash, verifyOutcomeWord, verifySignature, type Chain } from '@comity/e2ee';
import type { MeetingWordsView } from '../meetings.js';

/** Of each party its words up to the first that it did not sign, or that does not follow. */
export function wordsOf({ request, words }: MeetingWords, session: MeetingSessionId, chain: Chain, verify = verifySignature): MeetingWordsView {
  const before = new Map<AuthorityId, OutcomeWord['body']>(), broken = new Set<AuthorityId>();
  const sound = words.filter((word) => {
    const { body } = word, last = before.get(body.authority);
    const follows = !broken.has(body.authority) && body.request === request && body.session === session && body.after === (last === undefined ? null : outcomeWordHash(last)) && verifyOutcomeWord(word, chain, verify);
    if (follows) before.set(body.authority, body);
    else broken.add(body.authority);
    return follows;
  });
  return { request, sound: broken.size === 0, words: sound.map(({ body }) => body) };
}
