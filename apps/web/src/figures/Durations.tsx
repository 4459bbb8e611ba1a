import type { Figures } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Bar } from './Bar.js';
import { WideTable } from './WideTable.js';
import { useCellWords } from './words.js';

export const spans = ['acknowledge', 'execute'] as const;
export const shares = ['median', 'p90'] as const;

/** How long it takes, by kind: a table that is its own chart, with one scale for all of it. */
export function Durations({ durations }: Pick<Figures, 'durations'>) {
  const t = useText();
  const format = useFormat();
  const words = useCellWords();
  const value = (days: number | null): string => (days === null ? '–' : format.number(days));
  const most = Math.max(1, ...durations.flatMap((each) => spans.flatMap((span) => shares.map((share) => each[span][share] ?? 0))));
  return (
    <section className="card figure">
      <h2 id="figures-days">{t('figures.days')}</h2>
      <p className="muted">{t('figures.days-hint')}</p>
      <WideTable named="figures-days">
        <thead><tr><th scope="col">{t('figures.what')}</th>{spans.flatMap((span) => shares.map((share) => <th key={span + share} scope="col">{t(`figures.${span}-${share}`)}</th>))}</tr></thead>
        <tbody>{durations.map((each) => <tr key={each.kind}><th scope="row">{words('kind', each.kind)}</th>{spans.flatMap((span) => shares.map((share) => <Days key={span + share} days={each[span][share]} most={most} said={value(each[span][share])} />))}</tr>)}</tbody>
      </WideTable>
    </section>
  );
}

const Days = ({ days, most, said }: { days: number | null; most: number; said: string }) => <td>{said}<span className="figure-bar">{days !== null && <Bar share={days / most} />}</span></td>;
