import { useCallback } from 'react';
import { useLingui } from '@lingui/react';
import type { MeetingSession, MeetingTerms } from '@comity/contracts';
import { useParty } from '../casework/hooks.js';
import { useSpaces } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import type { Talk, TermName } from './meeting-request.js';
import { useWallFormat } from './wall.js';

/** The other parties of a request, as one says them in a line. */
export function useOthers(own: string): (talk: { terms: Pick<MeetingTerms, 'parties'> }) => string {
  const party = useParty();
  const format = useFormat();
  return useCallback(({ terms }) => format.list(terms.parties.filter((each) => each !== own).map(party)), [party, format, own]);
}

export function useLanguageName(): (code: string) => string {
  const { i18n } = useLingui();
  return useCallback((code) => new Intl.DisplayNames([i18n.locale], { type: 'language' }).of(code) ?? code, [i18n.locale]);
}

/** One of the terms in words; null where nothing is asked for. */
export function useTermWords({ facts }: Pick<MeetingSession, 'facts'>, talks: readonly Talk[], own: string): (name: TermName, terms: MeetingTerms) => string | null {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const language = useLanguageName();
  const others = useOthers(own);
  const title = useCaseTitle();
  return (name, terms) => {
    switch (name) {
      case 'slots': return t('talks.minutes', { count: terms.slots * facts.slotMinutes });
      case 'earliest': case 'latest': return terms[name] === null ? null : wall.at(terms[name]);
      case 'languages': return terms.languages === null ? null : t('talks.pair', { one: language(terms.languages[0]), other: language(terms.languages[1]) });
      case 'room': {
        const { class: kind, security, equipment } = terms.room;
        const wanted = [kind, security === 0 ? null : t('talks.security', { level: security }), ...equipment].filter((each) => each !== null);
        return wanted.length === 0 ? null : format.list(wanted);
      }
      case 'after': {
        const other = talks.find(({ id }) => id === terms.after);
        return terms.after === null ? null : other ? t('talks.after-words', { name: others(other) }) : t('talks.after-unknown');
      }
      case 'case': return terms.case === null ? null : title(terms.case);
      case 'space': return terms.space === null ? null : t('talks.topic-sealed');
    }
  };
}

/** A case of a forum, by the title of the conversation that it is, for whoever is inside; else the beginning of its id. */
export function useCaseTitle(): (id: string) => string {
  const { value: spaces } = useSpaces();
  const titleOf = useSpaceTitle();
  return useCallback((id) => {
    const space = spaces?.find((each) => each.id === id);
    return space ? titleOf(space) : id.slice(0, 8);
  }, [spaces, titleOf]);
}
