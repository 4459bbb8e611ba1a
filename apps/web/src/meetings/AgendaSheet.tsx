import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Agenda, MeetingSession } from '@comity/contracts';
import { useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { letterLanguages, type LetterLanguage } from '../letter/frame.js';
import { isLetterLanguage, useTongue } from '../letter/tongue.js';
import { ownNames } from './agenda-frames.js';
import { DelegationPaper } from './AgendaPaper.js';
import type { Talk } from './meeting-request.js';
import { sessionPath } from './place.js';
import { sheetPath, useDelegatesWatch } from './talks.js';

/** The agenda of the delegation, or of one of its delegates, as a sheet in a language of its own. */
export function AgendaSheet({ session, agenda, language }: { session: MeetingSession; agenda: Agenda; talks: readonly Talk[]; language: string }) {
  const t = useText();
  const { preferences } = usePreferences();
  const [, navigate] = useLocation();
  const own = useSelf().authority;
  const [whose, setWhose] = useState('');
  const chosen = isLetterLanguage(language) ? language : preferences.language;
  const tongue = useTongue(chosen);
  const { value: delegates } = useWatch(useDelegatesWatch(session.id));
  if (!tongue || !delegates) return <Busy />;
  const people = delegates.filter((each) => each.authority === own);
  const person = people.find(({ id }) => id === whose);
  return (
    <div className="stack">
      <div className="card stack agenda-ways">
        <Choice<LetterLanguage> label={t('talks.sheet-language')} value={chosen} onChange={(value) => navigate(sheetPath(session.id, value), { replace: true })} options={letterLanguages.map((value) => ({ value, label: ownNames[value] }))} />
        {people.length > 0 && <Choice<string> label={t('talks.sheet-whose')} value={whose} onChange={setWhose} options={[{ value: '', label: t('talks.sheet-all') }, ...people.map(({ id, name }) => ({ value: id as string, label: isolated(name) }))]} />}
        <div className="row row-end">
          <Link href={sessionPath(session.id, 'agenda')} className="button button-plain"><Icon name="back" /><span>{t('action.back')}</span></Link>
          <Button look="primary" icon="files" onPress={() => window.print()}>{t('talks.print-now')}</Button>
        </div>
      </div>
      <DelegationPaper session={session} agenda={agenda} tongue={tongue} own={own} person={person} people={people} />
    </div>
  );
}
