import { useState, type ReactNode } from 'react';
import { amountBands, offenceCategories } from '@comity/contracts';
import type { FiguresView, MatterView } from '@comity/sdk';
import { useTrackedName } from '../casework/tracked.js';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useOptionalText, useText } from '../i18n/text.js';
import type { Remote } from '../worker/protocol.js';
import { useFiguresSetting } from './hooks.js';

/** Where the network asks for it, the requesting side says what a request is about, and what each asset is worth, for statistics alone: no program reads that from its words. */
export function StatisticsChoices({ matter }: { matter: MatterView }) {
  const { value: setting } = useFiguresSetting();
  const isAsked = setting?.since != null && (setting.offences || setting.assets !== null);
  return isAsked && matter.side === 'requesting' && matter.draft !== matter.space ? <Asked matter={matter} setting={setting} /> : null;
}

/** Whether the service was told of a request, and of which assets, it says itself: it goes by its own clock. */
function Asked({ matter, setting }: { matter: MatterView; setting: FiguresView }) {
  const t = useText();
  const format = useFormat();
  const name = useTrackedName();
  const { space, measureViews } = matter;
  const watch = useClient().watch(`statistics ${space}`, (remote) => remote.matterStatistics(space), ({ type }) => type === 'connection' || type === 'matters');
  const { value: told } = useWatch(watch);
  if (told == null) return null;
  const amounts = new Map(setting.assets === null ? [] : told.assets.map(({ id, amount }) => [id, amount]));
  const read = () => watch.refresh();
  return (
    <>
      {setting.offences && (
        <section className="card stack">
          <StatisticsChoice of="offence" label={t('figures.offence-ask')} hint={t('figures.offence-hint')} options={offenceCategories} told={told.offence} tell={(remote, offence) => remote.tellOffence(space, offence)} onTold={read} />
        </section>
      )}
      {amounts.size > 0 && (
        <section className="card stack">
          <h2>{t('figures.amount-ask')}</h2>
          <p className="muted">{t('figures.amount-hint')}</p>
          {measureViews.map((measure, i) => amounts.has(measure.id) && (
            <StatisticsChoice key={measure.id} of="amount" label={t('request.measure-line', { number: format.number(i + 1), assistance: name(measure) })} options={amountBands} told={amounts.get(measure.id) ?? null} tell={(remote, amount) => remote.tellAmount(space, measure.id, amount)} onTold={read} />
          ))}
        </section>
      )}
    </>
  );
}

interface Props<T extends string> { of: 'offence' | 'amount'; label: string; hint?: ReactNode; options: readonly T[]; /** What the service knows; null: nothing. */ told: T | null; tell(remote: Remote, value: T): Promise<void>; onTold(): Promise<void> }

/** One of some words is told the service as it is chosen. */
function StatisticsChoice<T extends string>({ of, label, hint, options, told, tell, onTold }: Props<T>) {
  const t = useText();
  const words = useOptionalText('figures.title');
  const { run, failure } = useAction();
  const [said, setSaid] = useState(false);
  const choose = async (value: T | ''): Promise<void> => {
    if (value === '') return;
    const done = await run(async (client) => { await client.act((remote) => tell(remote, value)); return true; });
    if (!done) return;
    await onTold();
    setSaid(true);
  };
  return (
    <>
      <Choice<T | ''> label={label} hint={hint} value={told ?? ''} onChange={(value) => void choose(value)}
        options={[...(told === null ? [{ value: '' as const, label: t(`figures.${of}-choose`) }] : []), ...options.map((value) => ({ value, label: words(`figures.${of}-${value}`) ?? value }))]} />
      <p role="status">{said && t('figures.told')}</p>
      <FailureNotice failure={failure} />
    </>
  );
}
