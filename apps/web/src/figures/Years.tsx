import type { ReactNode } from 'react';
import type { Figures } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { Bar } from './Bar.js';
import { WideTable } from './WideTable.js';
import { networkFigures, plainYear, useCellWords, useCountWords } from './words.js';

interface Line { label: string; counts: readonly (number | null)[]; bar?: ReactNode }

/** The years beside each other: how many requests went out, in a table that is its own chart, sessions, and the network. */
export function Years({ overYears, allYears }: Pick<Figures, 'overYears' | 'allYears'>) {
  const t = useText();
  const words = useCellWords();
  const most = Math.max(1, ...overYears.map(({ total }) => total ?? 0));
  const lines = (countsOf: (each: Figures['overYears'][number]) => Line['counts']): Line[] => overYears.map((each) => ({ label: plainYear(each.year), counts: countsOf(each) }));
  const sessions = ({ sessions: kinds, cases }: Figures['allYears']): Line['counts'] => [...kinds.map(({ count }) => count), cases];
  return (
    <section className="card figure">
      <h2 id="figures-years">{t('figures.years')}</h2>
      <p className="muted">{t('figures.years-hint')}</p>
      <Lines named="figures-years" columns={[t('figures.total'), ...(overYears[0]?.kinds ?? []).map(({ key }) => words('kind', key))]}
        lines={lines(({ total, kinds }) => [total, ...kinds.map(({ count }) => count)]).map((line) => ({ ...line, bar: <span className="figure-bar">{line.counts[0] ? <Bar share={line.counts[0] / most} /> : null}</span> }))} />
      <h3 id="figures-years-sessions">{t('figures.sessions')}</h3>
      <Lines named="figures-years figures-years-sessions" columns={[...allYears.sessions.map(({ kind }) => t(`hall.kind-${kind}`)), t('figures.cases')]} lines={lines(sessions)} all={{ label: t('figures.years-all'), counts: sessions(allYears) }} />
      <h3 id="figures-years-network">{t('figures.network')}</h3>
      <Lines named="figures-years figures-years-network" columns={networkFigures.map((key) => t(`figures.${key}`))} lines={lines(({ network }) => networkFigures.map((key) => network[key]))} />
    </section>
  );
}

function Lines({ named, columns, lines, all }: { named: string; columns: readonly string[]; lines: readonly Line[]; all?: Line }) {
  const t = useText();
  const count = useCountWords();
  const row = ({ label, counts, bar }: Line) => <tr key={label}><th scope="row">{label}{bar}</th>{counts.map((each, i) => <td key={columns[i]} className={each === null ? 'muted' : ''}>{count(each)}</td>)}</tr>;
  return (
    <WideTable named={named}>
      <thead><tr><th scope="col">{t('figures.year')}</th>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
      <tbody>{lines.map(row)}</tbody>
      {all && <tfoot>{row(all)}</tfoot>}
    </WideTable>
  );
}
