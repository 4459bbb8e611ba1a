import type { Figures } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useOptionalText, useText } from '../i18n/text.js';
import { Bar } from './Bar.js';
import { WideTable } from './WideTable.js';

export function useAssetWords(): { stage(key: string): string; amount(key: string): string } {
  const t = useOptionalText('figures.title');
  return { stage: (key) => t(`figures.stage-${key}`) ?? key, amount: (key) => t(`figures.amount-${key}`) ?? key };
}

/** How far the recovery of assets has come, and what those of each stage are worth. */
export function Assets({ assets: { total, stages } }: Pick<Figures, 'assets'>) {
  const t = useText();
  const format = useFormat();
  const words = useAssetWords();
  const most = Math.max(1, ...stages.map(({ count }) => count ?? 0));
  const value = (count: number | null) => (count === null ? <span className="muted">{t('figures.withheld')}</span> : format.number(count));
  return (
    <section className="card figure">
      <h2 id="figures-assets">{t('figures.assets')}</h2>
      <p className="muted">{t('figures.assets-hint')}</p>
      <WideTable named="figures-assets">
        <thead><tr><th scope="col">{t('figures.asset-stage')}</th><th scope="col">{t('figures.asset-all')}</th>{stages[0]?.amounts.map(({ key }) => <th key={key} scope="col">{words.amount(key)}</th>)}</tr></thead>
        <tbody>
          {stages.map(({ stage, count, amounts }) => (
            <tr key={stage}>
              <th scope="row">{words.stage(stage)}<span className="figure-bar">{count !== null && count > 0 && <Bar share={count / most} />}</span></th>
              <td>{value(count)}</td>
              {amounts.map((cell) => <td key={cell.key}>{value(cell.count)}</td>)}
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{t('figures.asset-total')}</th><td>{value(total)}</td></tr></tfoot>
      </WideTable>
    </section>
  );
}
