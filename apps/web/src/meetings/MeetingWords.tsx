import { useCallback } from 'react';
import { useLingui } from '@lingui/react';
import type { MeetingSession, MeetingSlot, MeetingTerms } from '@comity/contracts';
import { useParty } from '../casework/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import type { Talk, TermName } from './meeting-request.js';
import { onOwnClock, timedOf } from './session-clock.js';
import { useWallFormat } from './wall.js';
import { ownZone, useZoned } from './zoned.js';

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

/** A slot on the clock of the session, and on the reader’s own where that shows another time. */
export function useSlotWords({ facts: { zone } }: { facts: Pick<MeetingSession['facts'], 'zone'> }): (slot: MeetingSlot) => string {
  const t = useText();
  const wall = useWallFormat();
  const here = useZoned(ownZone());
  return (slot) => (onOwnClock(zone, timedOf(slot)) ? wall.at(slot) : t('talks.both-clocks', { time: wall.at(slot), own: wall.row(here.day(slot.startsAt), here.span(slot.startsAt, slot.endsAt).slice(0, 5)) }));
}

/** One of the terms in words; null where nothing is asked for. */
export function useTermWords({ facts, slots, founder }: MeetingSession, talks: readonly Talk[], own: string): (name: TermName, terms: MeetingTerms) => string | null {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const language = useLanguageName();
  const others = useOthers(own);
  const title = useCaseTitle({ facts });
  const slotWords = useSlotWords({ facts });
  return (name, terms) => {
    switch (name) {
      case 'slots': return t('talks.minutes', { count: terms.slots * facts.slotMinutes });
      case 'earliest': case 'latest': {
        const at = terms[name];
        if (founder === null || at === null) return at === null ? null : wall.at(at);
        const slot = slots.find(({ date, time }) => date === at.date && time === at.time);
        return name === 'latest' || slot === undefined ? null : slotWords(slot);
      }
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

/** What one of the terms is called. Talks that an office began say exactly when. */
export function useTermLabel({ founder }: Pick<MeetingSession, 'founder'>): (name: TermName) => string {
  const t = useText();
  return (name) => t(founder !== null && name === 'earliest' ? 'talks.term-when' : `talks.term-${name}`);
}

/** A case of a forum, as its session calls it. Ended requests may name one that is on the list no more. */
export function useCaseTitle({ facts: { cases } }: { facts: Pick<MeetingSession['facts'], 'cases'> }): (id: string) => string {
  const t = useText();
  return useCallback((id) => {
    const found = cases.find((each) => each.id === id);
    return found ? t('talks.case-name', { reference: isolated(found.reference) }) : t('talks.case-gone');
  }, [cases, t]);
}
