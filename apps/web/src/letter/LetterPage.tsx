import './letter.css';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { MatterView } from '@comity/sdk';
import { useMatter } from '../casework/hooks.js';
import { useLanguageName } from '../casework/languages.js';
import { useAuthority, usePeople, usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { useText } from '../i18n/text.js';
import { ToastProvider } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { letterLanguages, ownNames, type LetterLanguage } from './frame.js';
import { inLanguage, letterOf } from './letter.js';
import { LetterSheets } from './LetterSheets.js';
import { LetterWays } from './LetterWays.js';
import { isLetterLanguage, useTongue } from './tongue.js';

/** A request as a formal letter, to look at, print and save; `rest`: the language it is in. */
export function LetterPage({ id, rest }: { id: SpaceId; rest: string }) {
  const t = useText();
  const { preferences } = usePreferences();
  const { value: matter, failure } = useMatter(id);
  if (matter) return <ToastProvider><MatterLetter matter={matter} language={isLetterLanguage(rest) ? rest : preferences.language} /></ToastProvider>;
  if (failure?.kind === 'problem' && failure.problem.code === 'not-found') return <Empty heading title={t('request.none')} action={<Link href="/requests" className="button button-primary">{t('request.to-list')}</Link>}>{t('request.none-hint')}</Empty>;
  return failure ? <Page title={t('request.letter-title')} back="/requests"><FailureNotice failure={failure} /></Page> : <Busy />;
}

function MatterLetter({ matter, language }: { matter: MatterView; language: LetterLanguage }) {
  const t = useText();
  const [, navigate] = useLocation();
  const tongue = useTongue(language);
  const authority = useAuthority();
  const known = usePeople().value !== undefined;
  const person = usePerson();
  const [now] = useState(() => new Date());
  const name = useLanguageName();
  // Once chosen it stays; else a letter has the words of its own language, where there are any.
  const [chosen, setChosen] = useState<string | null>(null);
  const text = chosen ?? (matter.translations.some((each) => each.language === language) ? language : '');
  const translation = matter.translations.find((each) => each.language === text);
  const letter = useMemo(() => (tongue === null || !known ? null : letterOf(text === '' ? matter : inLanguage(matter, text), tongue, { authority, person }, now)), [matter, text, tongue, known, authority, person, now]);
  return (
    <Page title={matter.title} back={`/requests/${matter.space}`} lead={t('request.letter-title')}>
      <div className="card stack letter-tools">
        <Choice label={t('request.letter-language')} hint={t('request.letter-language-hint')} value={language} onChange={(value) => navigate(`/requests/${matter.space}/letter/${value}`, { replace: true })}
          options={letterLanguages.map((value) => ({ value, label: ownNames[value] }))} />
        {matter.translations.length > 0 && <Choice<string> label={t('request.letter-text')} value={text} onChange={setChosen} options={[{ value: '', label: t('request.translation-no') }, ...matter.translations.map((each) => ({ value: each.language, label: name(each.language) }))]} />}
        {letter && <LetterWays letter={letter} />}
        {matter.transmittedAt === null && <Notice tone="info" title={t('request.letter-draft')} />}
        {translation && translation.missing.length > 0 && <Notice tone="warning" title={t('request.letter-untranslated', { count: translation.missing.length })} />}
        {translation?.pieces.some(({ stale }) => stale) && <Notice tone="warning" title={t('request.letter-stale', { count: translation.pieces.filter(({ stale }) => stale).length })} />}
        {translation?.pieces.some(({ machine }) => machine) && <Notice tone="info" title={t('request.letter-machine', { count: translation.pieces.filter(({ machine }) => machine).length })} />}
        {letter?.blocks.some(({ kind }) => kind === 'unwritten') && <Notice tone="warning" title={t('request.letter-unwritten')} />}
        {letter && letter.unverified.length > 0 && <Notice tone="warning" title={t('request.letter-check')}><ul className="letter-check">{letter.unverified.map((article) => <li key={article}><bdi dir="ltr">{article}</bdi></li>)}</ul></Notice>}
      </div>
      {letter ? <LetterSheets letter={letter} label={t('request.letter-preview')} /> : <Busy />}
    </Page>
  );
}
