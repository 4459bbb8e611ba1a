import type { Figures } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { Bar } from './Bar.js';
import { WideTable } from './WideTable.js';
import { plainYear, useCellWords, useCountWords } from './words.js';

/** How many requests went out in each year: a table that is its own chart. */
export function Years({ years }: { years: Figures['overYears'] }) {
  const t = useText();
  const words = useCellWords();
  const count = useCountWords();
  const most = Math.max(1, ...years.map(({ total }) => total ?? 0));
  const kinds = years[0]?.kinds ?? [];
  return (
    <section className="card figure">
      <h2 id="figures-years">{t('figures.years')}</h2>
      <p className="muted">{t('figures.years-hint')}</p>
      <WideTable named="figures-years">
        <thead><tr><th scope="col">{t('figures.year')}</th><th scope="col">{t('figures.total')}</th>{kinds.map(({ key }) => <th key={key} scope="col">{words('kind', key)}</th>)}</tr></thead>
        <tbody>
          {years.map((each) => (
            <tr key={each.year}>
              <th scope="row">{plainYear(each.year)}<span className="figure-bar">{each.total !== null && each.total > 0 && <Bar share={each.total / most} />}</span></th>
              <td className={each.total === null ? 'muted' : ''}>{count(each.total)}</td>
              {kinds.map(({ key }) => { const of = each.kinds.find((cell) => cell.key === key)?.count ?? null; return <td key={key} className={of === null ? 'muted' : ''}>{count(of)}</td>; })}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}
