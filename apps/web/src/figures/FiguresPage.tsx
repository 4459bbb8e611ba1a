import './figures.css';
import { useState } from 'react';
import type { Figures, FiguresView } from '@comity/sdk';
import { csvOf } from '../casework/csv.js';
import { usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { hand } from '../files/place.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { Assets, useAssetWords } from './Assets.js';
import { Durations, shares, spans } from './Durations.js';
import { FigureTable } from './FigureTable.js';
import { useFigures, useFiguresSetting, useFiguresWatch } from './hooks.js';
import { MeetingFigures } from './MeetingFigures.js';
import { SettingSheet } from './SettingSheet.js';
import { networkFigures, plainYear, useCellWords } from './words.js';
import { Years } from './Years.js';

/** For the secretariat's page of a session, which shares what this page loads. */
export { SessionFigures } from './SessionFigures.js';

/** What a network counts of its requests, for whoever may see it. */
export function FiguresPage() {
  const t = useText();
  const { value: setting, failure } = useFiguresSetting();
  if (setting?.mayRead === true) return <Shown setting={setting} />;
  return (
    <Page title={t('figures.title')} lead={t('figures.lead')}>
      <FailureNotice failure={failure} />
      {setting ? <Empty title={t('figures.shut')}>{t('figures.shut-hint')}</Empty> : !failure && <Busy />}
    </Page>
  );
}

function Shown({ setting }: { setting: FiguresView }) {
  const t = useText();
  const [year, setYear] = useState<number | null>(null);
  const [deciding, setDeciding] = useState(false);
  const { value: figures, failure } = useFigures(year);
  const watch = useFiguresWatch();
  const rows = useSheet(setting.assets !== null);
  return (
    <Page title={t('figures.title')} lead={t('figures.lead')} actions={(
      <>
        {figures && <Button icon="files" onPress={() => hand(new Blob([csvOf(rows(figures))]), `figures-${figures.year}.csv`)}>{t('figures.export')}</Button>}
        {setting.maySet && <Button icon="settings" onPress={() => setDeciding(true)}>{t('figures.set')}</Button>}
      </>
    )}>
      <FailureNotice failure={failure} />
      <Telling setting={setting} />
      {!figures && !failure && <Busy />}
      {figures && <Year figures={figures} asksAssets={setting.assets !== null} onYear={setYear} />}
      {deciding && <SettingSheet setting={setting} onSet={() => watch.refresh()} onClose={() => setDeciding(false)} />}
    </Page>
  );
}

function Telling({ setting: { since, by } }: { setting: FiguresView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  if (since === null || by === null) return <Notice tone="info" title={t('figures.off')}><p>{t('figures.off-hint')}</p></Notice>;
  return <p className="muted figures-since">{t('figures.told-since', { moment: format.moment(since), name: isolated(person(by)?.name ?? t('person.unknown')) })}</p>;
}

function Year({ figures, asksAssets, onYear }: { figures: Figures; asksAssets: boolean; onYear(year: number): void }) {
  const t = useText();
  const format = useFormat();
  const { years, overYears, allYears, year, total, network, tables, assets, durations, threshold } = figures;
  const facts: [label: string, value: string][] = [
    [t('figures.total'), total === null ? t('figures.withheld') : format.number(total)],
  ];
  const any = total !== 0;
  return (
    <>
      {years.length > 0 && <div className="figures-year"><Choice label={t('figures.year')} value={String(year)} onChange={(value) => onYear(Number(value))} options={years.map((value) => ({ value: String(value), label: plainYear(value) }))} /></div>}
      {any ? <dl className="card facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd className="figure-large">{value}</dd></div>)}</dl> : <Empty title={t('figures.none')}>{t('figures.none-hint')}</Empty>}
      {any && (
        <>
          <div className="figures-grid">{tables.filter(({ of, cells }) => of !== 'offence' || cells.some(({ key, count }) => key !== 'untold' && count !== 0)).map((table) => <FigureTable key={table.of} table={table} />)}</div>
          {showsAssets(assets, asksAssets) && <Assets assets={assets} />}
          <Durations durations={durations} />
          <p className="muted figures-hint">{t('figures.withheld-hint', { most: format.number(threshold - 1) })}</p>
        </>
      )}
      {overYears.length > 1 && <Years overYears={overYears} allYears={allYears} />}
      <MeetingFigures meetings={figures.meetings} />
      <section className="card">
        <h2>{t('figures.network')}</h2>
        <dl className="facts">{networkFigures.map((key) => <div key={key}><dt>{t(`figures.${key}`)}</dt><dd>{format.number(network[key])}</dd></div>)}</dl>
      </section>
    </>
  );
}

/** Where nothing was ever told of them they take no place. */
const showsAssets = ({ stages }: Figures['assets'], isAsked: boolean): boolean => isAsked || stages.some(({ count }) => count !== null && count > 0);

/** All of it as one table: what, of what, how much. Numbers as spreadsheets read them. */
function useSheet(asksAssets: boolean): (figures: Figures) => string[][] {
  const t = useText();
  const words = useCellWords();
  const assetWords = useAssetWords();
  const value = (count: number | null): string => (count === null ? t('figures.withheld') : String(count));
  const over = (when: number | string, what: string, count: number | null): string[] => [t('figures.years'), `${when}: ${what}`, value(count)];
  const ofSessions = (when: number | string, { sessions, cases }: Figures['allYears']): string[][] => [...sessions.map(({ kind, count }) => over(when, t(`hall.kind-${kind}`), count)), over(when, t('figures.cases'), cases)];
  return ({ year, total, tables, overYears, allYears, assets, durations, network, meetings }) => [
    [t('figures.title'), t('figures.what'), String(year)],
    [t('figures.total'), '', value(total)],
    ...tables.flatMap(({ of, cells }) => cells.map(({ key, count }) => [t(`figures.of-${of}`), words(of, key), value(count)])),
    ...(showsAssets(assets, asksAssets) ? [[t('figures.assets'), t('figures.asset-total'), value(assets.total)], ...assets.stages.flatMap(({ stage, count, amounts }) => [[t('figures.assets'), assetWords.stage(stage), value(count)], ...amounts.map((cell) => [t('figures.assets'), `${assetWords.stage(stage)}: ${assetWords.amount(cell.key)}`, value(cell.count)])])] : []),
    ...durations.flatMap((each) => spans.flatMap((span) => shares.map((share) => [t(`figures.${span}-${share}`), words('kind', each.kind), value(each[span][share])]))),
    ...(overYears.length > 1 ? [
      ...overYears.flatMap((each) => [
        [t('figures.years'), String(each.year), value(each.total)], ...each.kinds.map(({ key, count }) => over(each.year, words('kind', key), count)),
        ...ofSessions(each.year, each), ...networkFigures.map((key) => over(each.year, t(`figures.${key}`), each.network[key])),
      ]),
      ...ofSessions(t('figures.years-all'), allYears),
    ] : []),
    ...meetings.sessions.map(({ kind, count }) => [t('figures.sessions'), t(`hall.kind-${kind}`), value(count)]),
    [t('figures.sessions'), t('figures.talks'), value(meetings.talks)],
    ...meetings.held.flatMap(({ title, met, cases }) => [[t('figures.met'), title, value(met)], ...(cases === null ? [] : [[t('figures.cases'), title, value(cases.discussed)]])]),
    ...networkFigures.map((key) => [t('figures.network'), t(`figures.${key}`), String(network[key])]),
  ];
}
