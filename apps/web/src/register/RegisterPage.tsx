import { useMemo, useState } from 'react';
import { useLingui } from '@lingui/react';
import { Link, useLocation } from 'wouter';
import { entryKinds, type EntryKind } from '@comity/contracts/register';
import type { EntryFilter, SpaceView } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { Choice, Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { registerPath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { Page } from '../shell/Page.js';
import { EntryTable } from './EntryTable.js';
import { EntryTimeline } from './EntryTimeline.js';
import { useEntries } from './hooks.js';
import { firstOf, sorted, timelineOf, type Order } from './listing.js';
import { newEntryPath, notesPath, timelinePath } from './place.js';

/** What one looks for, and in which order. */
export interface Listing { kind: EntryKind | ''; text: string; open: boolean; order: Order }
export const noFilter: Listing = { kind: '', text: '', open: false, order: { by: 'changed', down: true } };
/** Rows of a page; more are asked for. */
const atOnce = 100;

/** The register of a case file: what is on it, or what happened when. */
export function RegisterPage({ space, view, listing, onListing }: { space: SpaceView; view: 'table' | 'timeline'; listing: Listing; onListing(listing: Listing): void }) {
  const t = useText();
  const { i18n } = useLingui();
  const [, navigate] = useLocation();
  const title = useSpaceTitle()(space);
  const { kind, text, open, order } = listing;
  const filter = useMemo((): EntryFilter => ({ ...(kind === '' ? {} : { kinds: [kind] }), ...(text.trim() === '' ? {} : { text: text.trim() }), ...(open ? { open } : {}) }), [kind, text, open]);
  const { entries, failure } = useEntries(space.id, filter);
  const [shown, setShown] = useState(atOnce);
  const rows = useMemo(() => sorted(entries ?? [], order, i18n.locale), [entries, order, i18n.locale]);
  const years = useMemo(() => timelineOf(entries ?? []), [entries]);
  const dated = years.reduce((sum, { items }) => sum + items.length, 0);
  const all = kind === '' && text.trim() === '' && !open;
  const change = (part: Partial<Listing>): void => { setShown(atOnce); onListing({ ...listing, ...part }); };
  const action = <Link href={newEntryPath(space.id)} className="button button-primary"><Icon name="plus" /><span>{t('register.new')}</span></Link>;
  const nothing = entries?.length === 0 && all;
  return (
    <Page title={t('register.title')} back={`/spaces/${space.id}`} lead={<bdi>{title}</bdi>} actions={<><Link href={notesPath(space.id)} className="button button-plain"><Icon name="note" /><span>{t('note.title')}</span></Link>{!space.left && !nothing && action}</>}>
      {space.left && <Notice tone="info" title={t('register.left')}><p>{t('register.left-hint')}</p></Notice>}
      {!nothing && (
        <div className="register-filters">
          <Segments label={t('register.view')} value={view} onChange={(next) => navigate(next === 'table' ? registerPath(space.id) : timelinePath(space.id))} options={[{ value: 'table', label: t('register.view-table') }, { value: 'timeline', label: t('register.view-timeline') }]} />
          <div className="field">
            <label htmlFor="register-text">{t('register.filter-words')}</label>
            <div className="list-filter"><Icon name="search" small /><input id="register-text" type="search" className="input" dir="auto" value={text} onChange={({ target }) => change({ text: target.value })} /></div>
          </div>
          <Choice label={t('register.filter-kind')} value={kind} onChange={(next) => change({ kind: next })} options={[{ value: '', label: t('register.all-kinds') }, ...entryKinds.map((value) => ({ value, label: t(`register.kind-${value}`) }))]} />
          <label className="register-check"><input type="checkbox" checked={open} onChange={({ target }) => change({ open: target.checked })} /><span>{t('register.open-tasks')}</span></label>
        </div>
      )}
      <FailureNotice failure={failure} />
      {!entries && !failure && <Busy />}
      {nothing && <Empty title={t('register.empty')} action={space.left ? undefined : action}>{t('register.empty-hint')}</Empty>}
      {entries && !nothing && <p className="muted" role="status">{t('register.count', { count: entries.length })}</p>}
      {entries?.length === 0 && !nothing && <Empty title={t('register.none-match')}>{t('register.none-match-hint')}</Empty>}
      {rows.length > 0 && view === 'table' && <EntryTable space={space.id} entries={rows.slice(0, shown)} order={order} onOrder={(next) => change({ order: next })} />}
      {rows.length > 0 && view === 'timeline' && (dated === 0 ? <Empty title={t('register.undated')}>{t('register.undated-hint')}</Empty> : <EntryTimeline space={space.id} years={firstOf(years, shown)} />)}
      {shown < (view === 'table' ? rows.length : dated) && <button type="button" className="button button-plain" onClick={() => setShown(shown + atOnce)}>{t('register.more')}</button>}
    </Page>
  );
}
