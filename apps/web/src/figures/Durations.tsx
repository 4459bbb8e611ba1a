import type { Figures } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { WideTable } from './WideTable.js';
import { useCellWords } from './words.js';

export const spans = ['acknowledge', 'execute'] as const;
export const shares = ['median', 'p90'] as const;

/** How long it takes, by kind. */
export function Durations({ durations }: Pick<Figures, 'durations'>) {
  const t = useText();
  const format = useFormat();
  const words = useCellWords();
  const value = (days: number | null): string => (days === null ? '–' : format.number(days));
  return (
    <section className="card figure">
      <h2 id="figures-days">{t('figures.days')}</h2>
      <p className="muted">{t('figures.days-hint')}</p>
      <WideTable named="figures-days">
        <thead><tr><th scope="col">{t('figures.what')}</th>{spans.flatMap((span) => shares.map((share) => <th key={span + share} scope="col">{t(`figures.${span}-${share}`)}</th>))}</tr></thead>
        <tbody>{durations.map((each) => <tr key={each.kind}><th scope="row">{words('kind', each.kind)}</th>{spans.flatMap((span) => shares.map((share) => <td key={span + share}>{value(each[span][share])}</td>))}</tr>)}</tbody>
      </WideTable>
    </section>
  );
}
