import { useState } from 'react';
import type { AmountBand, MatterView } from '@comity/sdk';
import { useTrackedName } from '../casework/tracked.js';
import { useAction } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useFiguresSetting } from './hooks.js';

const bands = ['0', '10k', '100k', '1m', '10m', '100m', 'unknown'] as const satisfies readonly AmountBand[];

/** Where the network asks for it, the requesting side says what each asset is worth, by order of magnitude, for statistics alone. What an asset is worth stands in words that no program reads an amount from. */
export function AmountChoices({ matter }: { matter: MatterView }) {
  const t = useText();
  const format = useFormat();
  const name = useTrackedName();
  const { run, failure } = useAction();
  const { value: setting } = useFiguresSetting();
  const [told, setTold] = useState<Record<string, AmountBand>>({});
  const isTold = setting?.since != null && setting.assets !== null && matter.transmittedAt !== null && matter.transmittedAt >= setting.assets;
  if (!isTold || matter.kind !== 'asset' || matter.side !== 'requesting' || matter.draft === matter.space) return null;
  const tell = async (asset: string, amount: AmountBand | ''): Promise<void> => {
    if (amount === '') return;
    const done = await run(async (client) => { await client.act((remote) => remote.tellAmount(matter.space, asset, amount)); return true; });
    if (done) setTold((before) => ({ ...before, [asset]: amount }));
  };
  return (
    <section className="card stack">
      <h2>{t('figures.amount-ask')}</h2>
      <p className="muted">{t('figures.amount-hint')}</p>
      {matter.measureViews.map((measure, i) => (
        <Choice<AmountBand | ''> key={measure.id} label={t('request.measure-line', { number: format.number(i + 1), assistance: name(measure) })} value={told[measure.id] ?? ''} onChange={(amount) => void tell(measure.id, amount)}
          options={[...(told[measure.id] === undefined ? [{ value: '' as const, label: t('figures.amount-choose') }] : []), ...bands.map((value) => ({ value, label: t(`figures.amount-${value}`) }))]} />
      ))}
      <p role="status">{Object.keys(told).length > 0 && t('figures.offence-told')}</p>
      <FailureNotice failure={failure} />
    </section>
  );
}
