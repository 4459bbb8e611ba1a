import type { MeetingSession } from '@comity/contracts';
import { useNow, useParty } from '../casework/hooks.js';
import { useWatch } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { TermsDraft } from './ask-draft.js';
import { useSlotWords } from './MeetingWords.js';
import { beginnings, outsideOf } from './talk-slots.js';
import { useOfficesWatch } from './talks.js';

/** How long and exactly when talks are that an office began: nobody plans them. */
export function TalkTime({ session, terms, onChange }: { session: MeetingSession; terms: TermsDraft; onChange(terms: TermsDraft): void }) {
  const t = useText();
  const now = useNow().toISOString();
  const words = useSlotWords(session);
  const { slots, facts } = session;
  const format = useFormat();
  const party = useParty();
  const offices = useWatch(useOfficesWatch(session.id)).value ?? [];
  const called = (time: string, outside: ReturnType<typeof outsideOf>): string => (outside.length === 0 ? time : t('talks.time-outside', { time, names: format.list(outside.map(party)) }));
  const longest = Math.min(4, Math.max(...facts.days.map(({ starts }) => starts.length)));
  const options = beginnings(slots, Number(terms.slots), now).map(({ first, last }) => ({ value: `${first.date} ${first.time}`, label: called(words(first), outsideOf(offices, { first, last })), latest: `${last.date} ${last.time}` }));
  const at = (value: string, count: string): TermsDraft => {
    const found = beginnings(slots, Number(count), now).find(({ first }) => `${first.date} ${first.time}` === value);
    return { ...terms, slots: count, earliest: found ? value : '', latest: found ? `${found.last.date} ${found.last.time}` : '' };
  };
  return (
    <div className="talk-fields">
      <Choice<string> label={t('talks.length')} value={terms.slots} onChange={(count) => onChange(at(terms.earliest, count))} options={Array.from({ length: longest }, (_, i) => ({ value: String(i + 1), label: t('talks.minutes', { count: (i + 1) * facts.slotMinutes }) }))} />
      <Choice<string> label={t('talks.term-when')} value={options.some(({ value }) => value === terms.earliest) ? terms.earliest : ''} onChange={(value) => onChange(at(value, terms.slots))} options={[{ value: '', label: t('request.choose') }, ...options]} />
    </div>
  );
}
