import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { MatterSummary, OfferSummary } from '@comity/sdk';
import { useParty } from '../casework/hooks.js';
import { useLawWords } from '../casework/words.js';
import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Field } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { Page } from '../shell/Page.js';
import { useOffers, useOther } from './hooks.js';
import { narrowed, noFilter, sorts, usesNarrowed, type Direction } from './ledger.js';
import { offerPath } from './place.js';
import { RequestUses } from './RequestUses.js';

const directions = ['all', 'received', 'given'] as const satisfies readonly Direction[];
const atOnce = 50;

/** Everything that was received or given under conditions, in all conversations: what it may be used for, and what was asked and answered since. */
export function LedgerPage() {
  const t = useText();
  const { value, failure } = useOffers();
  const { value: matters = [] } = useWatch(useClient().matters());
  const other = useOther();
  const party = useParty();
  const [filter, setFilter] = useState(noFilter);
  const [most, setMost] = useState(atOnce);
  const found = useMemo(() => narrowed(value ?? [], filter, other), [value, filter, other]);
  const limited = useMemo(() => usesNarrowed(matters, filter, ({ side, requesting, requested }) => party(side === 'requesting' ? requested : requesting)), [matters, filter, party]);
  const isEmpty = value?.length === 0 && matters.every(({ uses }) => uses.length === 0);
  const more = Math.max(found.length, limited.length) > most;
  const set = (part: Partial<typeof noFilter>): void => { setFilter({ ...filter, ...part }); setMost(atOnce); };
  return (
    <Page title={t('offer.ledger')} lead={t('offer.ledger-lead')}>
      {!value && (failure ? <FailureNotice failure={failure} /> : <Busy />)}
      {isEmpty && <Empty title={t('offer.none')}>{t('offer.none-hint')}</Empty>}
      {value && !isEmpty && (
        <>
          <div className="offer-tools" role="search" aria-label={t('offer.filters')}>
            <Field label={t('offer.words')} value={filter.text} onChange={(text) => set({ text })} autoComplete="off" />
            <Choice label={t('offer.direction')} value={filter.direction} onChange={(direction) => set({ direction })} options={directions.map((each) => ({ value: each, label: t(`offer.direction-${each}`) }))} />
            <Choice label={t('offer.sort')} value={filter.sort} onChange={(sort) => set({ sort })} options={sorts.map((each) => ({ value: each, label: t(`offer.sort-${each}`) }))} />
          </div>
          <p className="muted" role="status">{t('offer.count', { count: found.length + limited.length })}</p>
          {found.length + limited.length === 0 && <p className="offer-none">{t('offer.none-found')}</p>}
          {found.length > 0 && <ul className="card request-list" aria-label={t('offer.ledger')}>{found.slice(0, most).map((offer) => <li key={`${offer.space} ${offer.id}`}><Row offer={offer} drafted={matters.filter(({ origin }) => origin === offer.id)} /></li>)}</ul>}
          <RequestUses items={limited.slice(0, most)} />
          {more && <p><Button onPress={() => setMost(most + atOnce)}>{t('offer.more')}</Button></p>}
        </>
      )}
    </Page>
  );
}

/** `drafted`: requests that came of it, as far as this person sees them. */
function Row({ offer, drafted }: { offer: OfferSummary; drafted: readonly MatterSummary[] }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const other = useOther()(offer);
  const { uses } = offer;
  const said = [
    offer.waiting ? t('offer.waits') : null, uses.asked > 0 ? t('offer.uses-asked', { count: uses.asked }) : null, uses.granted + uses.consented > 0 ? t('offer.uses-granted', { count: uses.granted + uses.consented }) : null,
    uses.refused > 0 ? t('offer.uses-refused', { count: uses.refused }) : null, offer.notices > 0 ? t('offer.notices', { count: offer.notices }) : null, offer.seq === null && offer.refusal === null ? t('offer.queued') : null,
    ...drafted.map(({ title }) => t('request.source-drafted', { title: isolated(title) })),
  ].filter((each) => each !== null);
  return (
    <Link href={offerPath(offer.space, offer.id)} className="request-row">
      <span className="request-row-words">
        <span className="request-row-title"><bdi>{offer.nature}</bdi></span>
        <span className="muted">{offer.side === 'providing' ? t('request.to', { name: other }) : t('request.from', { name: other })}</span>
        {offer.conditions.map((condition, i) => <span key={i} className="offer-row-conditions"><bdi>{condition}</bdi></span>)}
        <span className="request-row-marks">
          {offer.refusal ? <span className="tag tag-warning">{t('offer.undone')}</span> : <span className="tag tag-state">{words.state(offer.state)}</span>}
          <Marks marking={offer} />
          {said.map((each) => <span key={each} className="muted">{each}</span>)}
        </span>
      </span>
      <span className="request-row-when"><span className="request-row-last muted"><time dateTime={offer.changed} title={format.moment(offer.changed)}>{format.brief(offer.changed)}</time></span></span>
    </Link>
  );
}
