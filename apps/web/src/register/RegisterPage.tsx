import { useMemo, useState } from 'react';
import { useLingui } from '@lingui/react';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { entryKinds, type EntryKind } from '@comity/contracts/register';
import type { EntryFilter, EntryId, SpaceView } from '@comity/sdk';
import { useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { registerPath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { useToast } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { BulkBar } from './BulkBar.js';
import { EntryExport } from './EntryExport.js';
import { EntryGraph } from './EntryGraph.js';
import { EntryTable } from './EntryTable.js';
import { EntryTimeline } from './EntryTimeline.js';
import { useEntries, usePrinted } from './hooks.js';
import { firstOf, sorted, timelineOf, type Order } from './listing.js';
import { compartmentsPath, graphPath, importPath, logPath, newEntryPath, notesPath, timelinePath, type RegisterPlace } from './place.js';

const EvidenceSheet = later(() => import('../evidence/EvidenceSheet.js').then((m) => ({ default: m.EvidenceSheet })));

/** What one looks for, and in which order. */
export interface Listing { kind: EntryKind | ''; text: string; open: boolean; /** In the case file itself, or in a compartment; empty: wherever. */ where: SpaceId | ''; order: Order; /** Kinds that are not drawn. */ hidden: readonly EntryKind[] }
export const noFilter: Listing = { kind: '', text: '', open: false, where: '', order: { by: 'changed', down: true }, hidden: [] };
const views = ['table', 'timeline', 'graph'] as const;
/** Dates that are shown at once; more are asked for. */
const atOnce = 100;

/** The register of a case file: what is on it, or what happened when. */
export function RegisterPage({ space, place, listing, onListing }: { space: SpaceView; place: Extract<RegisterPlace, { at: 'list' }>; listing: Listing; onListing(listing: Listing): void }) {
  const t = useText();
  const { i18n } = useLingui();
  const [, navigate] = useLocation();
  const titleOf = useSpaceTitle();
  const title = titleOf(space);
  const { view } = place;
  const drawn = view === 'graph';
  const { value: spaces } = useSpaces();
  const file = spaces?.find(({ id }) => id === space.within);
  const compartments = spaces?.filter(({ within, left }) => within === space.id && !left) ?? [];
  const { kind, text, open, order } = drawn ? { ...noFilter, text: listing.text } : listing;
  // One that this person is not in any more is no place.
  const where = listing.where === space.id || compartments.some(({ id }) => id === listing.where) ? listing.where : '';
  const target = where === '' ? space.id : where;
  const filter = useMemo((): EntryFilter => ({ ...(kind === '' ? {} : { kinds: [kind] }), ...(text.trim() === '' ? {} : { text: text.trim() }), ...(open ? { open } : {}), ...(where === '' ? {} : { where }) }), [kind, text, open, where]);
  const { entries, failure } = useEntries(space.id, filter);
  const [shown, setShown] = useState(atOnce);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<EntryId>>(new Set());
  const rows = useMemo(() => sorted(entries ?? [], order, i18n.locale), [entries, order, i18n.locale]);
  const years = useMemo(() => (view === 'timeline' ? timelineOf(entries ?? []) : []), [entries, view]);
  const dated = years.reduce((sum, { items }) => sum + items.length, 0);
  // What is not listed any more is not meant either.
  const chosen = view === 'table' ? rows.filter(({ id }) => chosenIds.has(id)) : [];
  const all = kind === '' && text.trim() === '' && !open && where === '';
  const change = (part: Partial<Listing>): void => { setShown(atOnce); onListing({ ...listing, ...part }); };
  const toast = useToast();
  usePrinted(where === '' ? [space.id, ...compartments.map(({ id }) => id)] : [where], 'everything');
  const [saving, setSaving] = useState(false);
  const action = <Link href={newEntryPath(target)} className="button button-primary"><Icon name="plus" /><span>{t('register.new')}</span></Link>;
  const actions = <><Link href={importPath(target)} className="button button-plain"><Icon name="files" /><span>{t('register.import')}</span></Link>{action}</>;
  const nothing = entries?.length === 0 && all;
  return (
    <Page title={t('register.title')} back={`/spaces/${space.id}`} lead={file ? <><Link href={registerPath(file.id)}><bdi>{titleOf(file)}</bdi></Link> · <Icon name="lock" small /> {t('register.compartment')}: <bdi>{title}</bdi></> : <bdi>{title}</bdi>} actions={<>{space.within === null && <Link href={compartmentsPath(space.id)} className="button button-plain"><Icon name="lock" /><span>{t('register.compartments')}</span></Link>}<Link href={notesPath(space.id)} className="button button-plain"><Icon name="note" /><span>{t('note.title')}</span></Link>{!nothing && <Button icon="seal" onPress={() => setSaving(true)}>{t('evidence.open')}</Button>}{!space.readOnly && !nothing && actions}</>}>
      {space.left && <Notice tone="info" title={t('register.left')}><p>{t('register.left-hint')}</p></Notice>}
      <ClosedNotice space={space} />
      {!nothing && (
        <div className="register-filters">
          <Segments label={t('register.view')} value={view} onChange={(next) => navigate({ table: registerPath, timeline: timelinePath, graph: graphPath }[next](space.id))} options={views.map((value) => ({ value, label: t(`register.view-${value}`) }))} />
          <div className="field">
            <label htmlFor="register-text">{t('register.filter-words')}</label>
            <div className="list-filter"><Icon name="search" small /><input id="register-text" type="search" className="input" dir="auto" value={text} onChange={({ target }) => change({ text: target.value })} /></div>
          </div>
          {!drawn && <Choice label={t('register.filter-kind')} value={kind} onChange={(next) => change({ kind: next })} options={[{ value: '', label: t('register.all-kinds') }, ...entryKinds.map((value) => ({ value, label: t(`register.kind-${value}`) }))]} />}
          {compartments.length > 0 && <Choice<string> label={t('register.filter-where')} value={where} onChange={(next) => change({ where: next as SpaceId | '' })} options={[{ value: '', label: t('register.everywhere') }, { value: space.id, label: t('register.in-file') }, ...compartments.map((each) => ({ value: each.id as string, label: titleOf(each) }))]} />}
          {!drawn && <label className="register-check"><input type="checkbox" checked={open} onChange={({ target }) => change({ open: target.checked })} /><span>{t('register.open-tasks')}</span></label>}
        </div>
      )}
      <p className="muted">{t('register.log-told')} <Link href={logPath(space.id)}>{t('register.log-see')}</Link></p>
      <FailureNotice failure={failure} />
      {!entries && !failure && <Busy />}
      {nothing && <Empty title={t('register.empty')} action={space.readOnly ? undefined : <div className="row">{actions}</div>}>{t('register.empty-hint')}</Empty>}
      {entries && !nothing && !drawn && <div className="register-count"><p className="muted" role="status">{t('register.count', { count: entries.length })}</p>{chosen.length === 0 && <EntryExport space={space.id} entries={rows} />}</div>}
      {chosen.length > 0 && <BulkBar space={space} chosen={chosen} onClear={() => setChosenIds(new Set())} />}
      {entries?.length === 0 && !nothing && <Empty title={t('register.none-match')}>{t('register.none-match-hint')}</Empty>}
      {rows.length > 0 && view === 'table' && <EntryTable entries={rows} order={order} onOrder={(next) => change({ order: next })} chosen={chosenIds} onChosen={setChosenIds} />}
      {rows.length > 0 && view === 'timeline' && (dated === 0 ? <Empty title={t('register.undated')}>{t('register.undated-hint')}</Empty> : <EntryTimeline years={firstOf(years, shown)} />)}
      {drawn && entries && !nothing && <EntryGraph space={space.id} entries={entries} focus={place.focus} hidden={listing.hidden} onHidden={(hidden) => onListing({ ...listing, hidden })} />}
      {view === 'timeline' && shown < dated && <button type="button" className="button button-plain" onClick={() => setShown(shown + atOnce)}>{t('register.more')}</button>}
      {saving && <Later><EvidenceSheet space={space.id} of="case-file" onSaved={() => { setSaving(false); toast({ text: t('evidence.saved') }); }} onClose={() => setSaving(false)} /></Later>}
    </Page>
  );
}
