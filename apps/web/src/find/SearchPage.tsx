import './find.css';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { NameSheet } from '../shell/NameSheet.js';
import { Page } from '../shell/Page.js';
import { Chips } from './Chips.js';
import { Filters } from './Filters.js';
import { isAsked, useFinding, useFindingState } from './finding.js';
import { Results } from './Results.js';
import { SavedSearches } from './SavedSearches.js';

/** Search over everything this device has opened. */
export function SearchPage() {
  const t = useText();
  const finding = useFinding();
  const { conditions, answer, busy, failure } = useFindingState();
  const [filters, setFilters] = useState(false);
  const [saving, setSaving] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useFollowing();
  useEffect(() => { input.current?.focus(); input.current?.select(); }, []);
  const asked = isAsked(conditions);
  const toResults = (): void => { document.querySelector<HTMLElement>('.hit')?.focus(); };
  return (
    <Page title={t('find.title')} lead={t('find.lead')}>
      <search className="stack find-form">
        <div className="find-line">
          <div className="list-filter">
            <Icon name="search" small />
            <input ref={input} id="find-text" type="search" className="input" dir="auto" maxLength={1_000} autoComplete="off" spellCheck={false} aria-label={t('find.text')} placeholder={t('find.text')} value={conditions.text}
              onChange={({ target }) => finding.change({ ...conditions, text: target.value })}
              onKeyDown={(event) => { if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); toResults(); } }} />
          </div>
          <Button icon="settings" aria-expanded={filters} onPress={() => setFilters(!filters)}><span className="find-filters-word">{t('find.filters')}</span></Button>
        </div>
        {filters && <Filters conditions={conditions} onChange={(changed) => finding.change(changed)} />}
        <Chips conditions={conditions} onChange={(changed) => finding.change(changed)} />
      </search>
      <FailureNotice failure={failure} />
      <Summary />
      {asked && answer !== null && answer.total > 0 && (
        <>
          <Results hits={answer.hits} />
          <div className="row find-more">
            {answer.hits.length < answer.total && <Button onPress={() => finding.more()} isPending={busy}>{t('find.more')}</Button>}
            <Button look="quiet" icon="plus" onPress={() => setSaving(true)}>{t('find.save')}</Button>
          </div>
        </>
      )}
      {asked && answer?.total === 0 && !busy && <Empty title={t('find.none')}>{t('find.none-hint')}</Empty>}
      {!asked && <SavedSearches onChoose={(chosen) => finding.change(chosen)} />}
      {!asked && <p className="muted find-hint">{t('find.hint')}</p>}
      {saving && <NameSheet title={t('find.save')} label={t('find.name')} hint={t('find.name-hint')} action={t('find.save-do')} suggestion={conditions.text} save={(remote, name) => remote.saveSearch({ name, conditions })} onSaved={() => setSaving(false)} onClose={() => setSaving(false)} />}
    </Page>
  );
}

/** How many were found, how much is indexed, and what no search can find. */
function Summary() {
  const t = useText();
  const format = useFormat();
  const { conditions, answer } = useFindingState();
  if (answer === null || !isAsked(conditions)) return null;
  const building = answer.indexed < answer.of;
  return (
    <div className="find-summary">
      <p role="status">{t('find.total', { count: answer.total })}{building && <> · {t('find.building', { indexed: format.number(answer.indexed), of: format.number(answer.of) })}</>}</p>
      <p className="muted">{!building && t('find.indexed', { count: answer.indexed })} {answer.closed > 0 && t('find.closed', { count: answer.closed })} {t('find.beyond')}</p>
    </div>
  );
}

/** Results follow what comes in while they are looked at. */
function useFollowing(): void {
  const client = useClient();
  const finding = useFinding();
  const refresh = useEffectEvent(() => finding.refresh());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const off = client.on((event) => {
      if (event.type !== 'index' && event.type !== 'timeline') return;
      clearTimeout(timer);
      timer = setTimeout(() => refresh(), 300);
    });
    return () => { clearTimeout(timer); off(); };
  }, [client]);
}
