import './figures.css';
import type { MeetingSessionId } from '@comity/contracts';
import { meetingsOf, type SessionFigures as Figures } from '@comity/sdk';
import { csvOf } from '../casework/csv.js';
import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { hand } from '../files/place.js';
import { useFormat, useTag } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Bars } from './FigureTable.js';
import { WideTable } from './WideTable.js';
import { useCasesWords, useCountWords, useFateWords, usePairWords } from './words.js';

/** How the meetings of a session went, counted: what parties signed, and nothing of what they talked about. */
export function SessionFigures({ session, title }: { session: MeetingSessionId; title: string }) {
  const t = useText();
  const format = useFormat();
  const fate = useFateWords();
  const pair = usePairWords();
  const count = useCountWords();
  // Counted anew where somebody asked, was placed, or said what became of a meeting.
  const { value: figures, failure } = useWatch(useClient().watch(`session-figures ${session}`, (remote) => meetingsOf(remote).figures(session), (event) => event.type === 'connection' || (event.type === 'meetings' && event.session === session && ['requests', 'published', 'outcomes'].includes(event.of))));
  const facts = useFacts();
  const rows = useRows();
  if (!figures) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  const { requests, pairs, threshold, total } = figures;
  return (
    <section className="stack" aria-label={t('figures.session-of', { title: isolated(title) })}>
      <div className="section-head">
        <h2>{t('figures.session-of', { title: isolated(title) })}</h2>
        <Button icon="files" onPress={() => hand(new Blob([csvOf(rows(figures, title))]), `session-${session}.csv`)}>{t('figures.export')}</Button>
      </div>
      <dl className="card facts">
        <div><dt>{t('figures.requests')}</dt><dd className="figure-large">{count(total)}</dd></div>
        {facts(figures).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      <div className="figures-grid">
        <Bars title={t('figures.of-fate')} cells={requests.map(({ key, count: of }) => ({ key, label: fate(key), count: of }))} />
      </div>
      {pairs.length > 0 && (
        <section className="card figure">
          <h2 id={`pairs-${session}`}>{t('figures.of-pairs')}</h2>
          <WideTable named={`pairs-${session}`}>
            <thead><tr><th scope="col">{t('figures.region-pair')}</th><th scope="col">{t('figures.pairs-requests')}</th><th scope="col">{t('figures.pairs-accepted')}</th><th scope="col">{t('figures.pairs-met')}</th></tr></thead>
            <tbody>{pairs.map(({ key, count: of, accepted, met }) => <tr key={key}><th scope="row">{pair(key)}</th><td>{count(of)}</td><td>{count(accepted)}</td><td>{count(met)}</td></tr>)}</tbody>
          </WideTable>
        </section>
      )}
      <p className="muted figures-hint">{t('figures.withheld-hint', { most: format.number(threshold - 1) })}</p>
    </section>
  );
}

type Facts = [label: string, value: string][];
function useFacts(): (figures: Figures) => Facts {
  const t = useText();
  const tag = useTag();
  const format = useFormat();
  const count = useCountWords();
  const cases = useCasesWords();
  return ({ accepted, placed, met, idle, cases: of }) => [
    [t('figures.accepted'), count(accepted)], [t('figures.placed'), count(placed)],
    [t('figures.placed-share'), accepted === null || placed === null ? t('figures.withheld') : accepted === 0 ? '–' : new Intl.NumberFormat(tag, { style: 'percent' }).format(placed / accepted)],
    [t('figures.met'), count(met)], [t('figures.idle'), idle === null ? '–' : format.number(idle)], ...(of === null ? [] : [[t('figures.cases'), cases(of)] as [string, string]]),
  ];
}

/** Numbers as spreadsheets read them. */
function useRows(): (figures: Figures, title: string) => string[][] {
  const t = useText();
  const fate = useFateWords();
  const pair = usePairWords();
  const value = (count: number | null): string => (count === null ? t('figures.withheld') : String(count));
  return ({ total, accepted, placed, met, idle, requests, pairs, cases }, title) => [
    [t('figures.session'), t('figures.what'), title],
    [t('figures.requests'), '', value(total)], [t('figures.accepted'), '', value(accepted)], [t('figures.placed'), '', value(placed)], [t('figures.placed-share'), '', accepted === null || placed === null ? t('figures.withheld') : accepted === 0 ? '' : String(Math.round(1_000 * placed / accepted) / 1_000)], [t('figures.met'), '', value(met)], [t('figures.idle'), '', idle === null ? '' : String(idle)],
    ...requests.map(({ key, count }) => [t('figures.of-fate'), fate(key), value(count)]),
    ...(['requests', 'accepted', 'met'] as const).flatMap((step) => pairs.map(({ key, count, accepted, met: held }) => [`${t('figures.of-pairs')}: ${t(`figures.pairs-${step}`)}`, pair(key), value({ requests: count, accepted, met: held }[step])])),
    ...(cases === null ? [] : [[t('figures.cases'), String(cases.listed), value(cases.discussed)]]),
  ];
}
