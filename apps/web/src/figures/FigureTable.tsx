import { useId } from 'react';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Bar } from './Bar.js';
import { useCellWords, type Table } from './words.js';

/** In these a row is worth its place only where something is in it. */
const sparse: ReadonlySet<Table['of']> = new Set(['asked', 'asking', 'offence']);

/** A table that is its own chart: beside each count a bar, which says the same to the eye and nothing to a screen reader. */
export function FigureTable({ table: { of, cells } }: { table: Table }) {
  const t = useText();
  const format = useFormat();
  const words = useCellWords();
  const heading = useId();
  const most = Math.max(1, ...cells.map(({ count }) => count ?? 0));
  const shown = cells.filter(({ count }) => count !== 0 || !sparse.has(of));
  return (
    <section className="card figure">
      <h2 id={heading}>{t(`figures.of-${of}`)}</h2>
      <table aria-labelledby={heading}>
        <thead className="visually-hidden"><tr><th scope="col">{t('figures.what')}</th><th scope="col">{t('figures.count')}</th></tr></thead>
        <tbody>
          {shown.map(({ key, count }) => (
            <tr key={key}>
              <th scope="row">{words(of, key)}</th>
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
