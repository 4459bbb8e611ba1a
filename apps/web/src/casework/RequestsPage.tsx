import './casework.css';
import './listing.css';
import { useMemo } from 'react';
import { useLingui } from '@lingui/react';
import { Link } from 'wouter';
import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { FiguresLink } from '../figures/FiguresLink.js';
import { useText } from '../i18n/text.js';
import { ToastProvider } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { ExportMenu } from './ExportMenu.js';
import { useNow } from './hooks.js';
import { isNarrow, kept, narrowed, sorted, type Row } from './listing.js';
import { ListingFilters, QuickFilters } from './ListingFilters.js';
import { toCount, useListing, useRows, type Listing } from './listing-hooks.js';
import { views } from './place.js';
import { RequestBoard } from './RequestBoard.js';
import { RequestCalendar } from './RequestCalendar.js';
import { RequestList } from './RequestList.js';
import { RequestTable } from './RequestTable.js';
import { RequestTimeline } from './RequestTimeline.js';
import { RequestWorkload } from './RequestWorkload.js';
import { SavedFilters } from './SavedFilters.js';

/** Every request this person has a part in: as a list, a table, a board of stages, a calendar or timeline of deadlines, or by the officers who have them on their desks. */
export function RequestsPage() {
  const t = useText();
  const { i18n } = useLingui();
  const { value, failure } = useWatch(useClient().matters());
  const listing = useListing();
  const now = useNow();
  const rows = useRows(value, now);
  const { conditions, order, view, change } = listing;
  const shown = useMemo(() => { const found = narrowed(rows, conditions); return sorted(view === 'list' ? found : kept(found, conditions), order, i18n.locale); }, [rows, conditions, view, order, i18n.locale]);
  const action = <Link href="/requests/new" className="button button-primary"><Icon name="plus" /><span>{t('request.new')}</span></Link>;
  const ledger = <Link href="/offers" className="button button-plain"><Icon name="key" /><span>{t('offer.ledger')}</span></Link>;
  const any = value !== undefined && value.length > 0;
  return (
    <ToastProvider>
      <Page title={t('request.title')} lead={t('request.lead')} actions={<><FiguresLink />{ledger}{any && <ExportMenu rows={shown} />}{value?.length !== 0 && action}</>}>
        <FailureNotice failure={failure} />
        {!value && !failure && <Busy />}
        {value?.length === 0 && <Empty title={t('request.empty')} action={action}>{t('request.empty-hint')}</Empty>}
        {any && (
          <div className={`listing listing-${view}`}>
            <div className="listing-bar">
              <Segments label={t('request.view')} value={view} onChange={(next) => change({ view: next })} options={views.map((each) => ({ value: each, label: t(`request.view-${each}`) }))} />
              <QuickFilters rows={rows} listing={listing} />
            </div>
            <ListingFilters rows={rows} listing={listing} />
            <SavedFilters listing={listing} />
            <p className="listing-count muted" role="status" tabIndex={-1}>{t('request.count', { count: shown.length })}</p>
            {shown.length === 0
              ? <Empty title={t('request.none-match')} action={isNarrow(conditions) && <Button onPress={() => { change({ conditions: { text: '' } }); toCount(); }}>{t('request.filter-clear')}</Button>}>{t('request.none-match-hint')}</Empty>
              : <Shown rows={shown} listing={listing} now={now} />}
          </div>
        )}
      </Page>
    </ToastProvider>
  );
}

function Shown({ rows, listing, now }: { rows: readonly Row[]; listing: Listing; now: Date }) {
  switch (listing.view) {
    case 'list': return <RequestList rows={rows} narrow={isNarrow(listing.conditions)} now={now} />;
    case 'table': return <RequestTable rows={rows} order={listing.order} onOrder={(order) => listing.change({ order })} now={now} />;
    case 'board': return <RequestBoard rows={rows} now={now} />;
    case 'calendar': return <RequestCalendar rows={rows} month={listing.month} onMonth={(month) => listing.change({ month })} now={now} />;
    case 'timeline': return <RequestTimeline rows={rows} now={now} />;
    case 'workload': return <RequestWorkload rows={rows} now={now} onOfficer={(officer) => listing.change({ view: 'list', conditions: { ...listing.conditions, officer } })} />;
  }
}
