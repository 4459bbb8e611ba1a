import { useId, useMemo } from 'react';
import { useLingui } from '@lingui/react';
import type { Delegate, MeetingRoom, MeetingSession, RequestState } from '@comity/contracts';
import { Choice, Segments } from '../design/Choice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import type { TermsDraft, WishesDraft } from './ask-draft.js';
import type { Talk } from './meeting-request.js';
import { useCaseTitle, useLanguageName, useOthers } from './MeetingWords.js';
import { TalkTime } from './TalkTime.js';
import { useWallFormat } from './wall.js';

/** Languages that people of public authorities most often need between them; others agree on one of these. */
const languages = ['ar', 'bs', 'cs', 'da', 'de', 'el', 'en', 'es', 'fa', 'fi', 'fr', 'hi', 'hr', 'hu', 'id', 'it', 'ja', 'ka', 'kk', 'ko', 'nl', 'no', 'pl', 'ps', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'th', 'tr', 'uk', 'ur', 'uz', 'vi', 'zh'] as const;
const live: ReadonlySet<RequestState> = new Set<RequestState>(['asked', 'countered', 'accepted']);

interface TermsProps { session: MeetingSession; rooms: readonly MeetingRoom[]; talks: readonly Talk[]; own: string; self?: string; terms: TermsDraft; onChange(terms: TermsDraft): void }

/** How long, in which languages, where and when: what all parties have to agree on. */
export function TermsFields({ session, rooms, talks, own, self, terms, onChange }: TermsProps) {
  const { facts, slots } = session;
  const t = useText();
  const wall = useWallFormat();
  const others = useOthers(own);
  const caseTitle = useCaseTitle({ facts });
  if (session.founder !== null) return <TalkTime session={session} terms={terms} onChange={onChange} />;
  const set = (part: Partial<TermsDraft>): void => onChange({ ...terms, ...part });
  const at = (label: string) => [{ value: '', label }, ...slots.map((slot) => ({ value: `${slot.date} ${slot.time}`, label: wall.at(slot) }))];
  const longest = Math.min(12, Math.max(...facts.days.map(({ starts }) => starts.length)));
  const classes = [...new Set(rooms.map((room) => room.class))].sort();
  const security = Math.max(0, ...rooms.map((room) => room.security));
  const equipment = [...new Set([...rooms.flatMap((room) => room.equipment), ...terms.equipment])].sort();
  const before = talks.filter(({ id, state }) => id !== self && live.has(state));
  return (
    <>
      <div className="talk-fields">
        <Choice<string> label={t('talks.length')} value={terms.slots} onChange={(value) => set({ slots: value })} options={Array.from({ length: longest }, (_, i) => ({ value: String(i + 1), label: t('talks.minutes', { count: (i + 1) * facts.slotMinutes }) }))} />
        <Choice<string> label={t('talks.earliest')} value={terms.earliest} onChange={(value) => set({ earliest: value })} options={at(t('talks.any-time'))} />
        <Choice<string> label={t('talks.latest')} value={terms.latest} onChange={(value) => set({ latest: value })} options={at(t('talks.any-time'))} />
        {before.length > 0 && <Choice<string> label={t('talks.after')} value={terms.after} onChange={(value) => set({ after: value })} options={[{ value: '', label: t('talks.any-order') }, ...before.map((talk) => ({ value: talk.id as string, label: others(talk) }))]} />}
        {facts.cases.length > 0 && <Choice<string> label={t('talks.case')} value={terms.case} onChange={(value) => set({ case: value })} options={[{ value: '', label: t('talks.no-case') }, ...facts.cases.map(({ id: value }) => ({ value, label: caseTitle(value) }))]} />}
      </div>
      <Languages terms={terms} onChange={set} />
      {classes.length > 0 && (
        <div className="talk-fields">
          <Choice<string> label={t('talks.room')} value={terms.roomClass} onChange={(value) => set({ roomClass: value })} options={[{ value: '', label: t('talks.any-room') }, ...classes.map((value) => ({ value, label: value }))]} />
          {security > 0 && <Choice<string> label={t('talks.security-label')} value={terms.security} onChange={(value) => set({ security: value })} options={Array.from({ length: security + 1 }, (_, i) => ({ value: String(i), label: i === 0 ? t('talks.security-none') : t('talks.security', { level: i }) }))} />}
        </div>
      )}
      {equipment.length > 0 && <Checks legend={t('talks.equipment')} options={equipment.map((value) => ({ value, label: value }))} chosen={terms.equipment} onChange={(chosen) => set({ equipment: chosen })} />}
    </>
  );
}

function Languages({ terms: { ours, theirs }, onChange }: { terms: TermsDraft; onChange(part: Partial<TermsDraft>): void }) {
  const t = useText();
  const { i18n } = useLingui();
  const name = useLanguageName();
  const options = useMemo(() => [{ value: '', label: t('talks.no-interpreter') }, ...languages.map((value) => ({ value: value as string, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label, i18n.locale))], [t, name, i18n.locale]);
  return (
    <fieldset className="choices">
      <legend>{t('talks.languages')}</legend>
      <p className="muted">{t('talks.languages-hint')}</p>
      <div className="talk-fields">
        <Choice<string> label={t('talks.language-one')} value={ours} onChange={(value) => onChange({ ours: value })} options={options} />
        <Choice<string> label={t('talks.language-other')} value={theirs} onChange={(value) => onChange({ theirs: value })} options={options} />
      </div>
    </fieldset>
  );
}

/** What this office wants for itself; the other side does not have to agree. `alone`: whoever answers comes, unless others are named. `ranked`: somebody plans by priority. */
export function WishesFields({ delegates, wishes, alone = false, ranked, onChange }: { delegates: readonly Delegate[]; alone?: boolean; ranked: boolean; wishes: WishesDraft; onChange(wishes: WishesDraft): void }) {
  const t = useText();
  return (
    <>
      {ranked && <Segments label={t('talks.priority')} value={wishes.priority} onChange={(priority) => onChange({ ...wishes, priority })} options={(['3', '2', '1'] as const).map((value) => ({ value, label: t(`talks.priority-${value}`) }))} />}
      {delegates.length === 0 ? <p className="muted">{t(alone ? 'talks.you-come' : 'talks.no-delegates')}</p>
        : <Checks legend={t('talks.who-comes')} hint={t('talks.who-comes-hint')} options={delegates.map(({ id, name }) => ({ value: id, label: isolated(name) }))} chosen={wishes.delegates} onChange={(chosen) => onChange({ ...wishes, delegates: chosen })} />}
    </>
  );
}

export function Checks({ legend, hint, options, chosen, onChange }: { legend: string; hint?: string; options: readonly { value: string; label: string }[]; chosen: readonly string[]; onChange(chosen: string[]): void }) {
  const id = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {hint !== undefined && <p className="muted">{hint}</p>}
      <div className="talk-checks">
        {options.map(({ value, label }) => (
          <label key={value} className="check-line" htmlFor={`${id}-${value}`}>
            <input id={`${id}-${value}`} type="checkbox" checked={chosen.includes(value)} onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
