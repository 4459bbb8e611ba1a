import { useId } from 'react';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Bar } from './Bar.js';
import { useCellWords, type Table } from './words.js';

/** In these a row is worth its place only where something is in it. */
const sparse: ReadonlySet<Table['of']> = new Set(['asked', 'asking', 'offence']);

export function FigureTable({ table: { of, cells } }: { table: Table }) {
  const t = useText();
  const words = useCellWords();
  return <Bars title={t(`figures.of-${of}`)} cells={cells.filter(({ count }) => count !== 0 || !sparse.has(of)).map(({ key, count }) => ({ key, label: words(of, key), count }))} />;
}

/** A table that is its own chart: beside each count a bar, which says the same to the eye and nothing to a screen reader. */
export function Bars({ title, cells }: { title: string; cells: readonly { key: string; label: string; count: number | null }[] }) {
  const t = useText();
  const format = useFormat();
  const heading = useId();
  const most = Math.max(1, ...cells.map(({ count }) => count ?? 0));
  return (
    <section className="card figure">
      <h2 id={heading}>{title}</h2>
      <table aria-labelledby={heading}>
        <thead className="visually-hidden"><tr><th scope="col">{t('figures.what')}</th><th scope="col">{t('figures.count')}</th></tr></thead>
        <tbody>
          {cells.map(({ key, label, count }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>
                <span className="figure-bar">{count !== null && count > 0 && <Bar share={count / most} />}</span>
                <span className={count === null ? 'figure-count muted' : 'figure-count'}>{count === null ? t('figures.withheld') : format.number(count)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
