import { useState } from 'react';
import type { MatterView, OffenceCategory } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useFiguresSetting } from './hooks.js';

const offences = ['bribery', 'embezzlement', 'trading-in-influence', 'abuse-of-functions', 'illicit-enrichment', 'laundering', 'obstruction', 'organised-group', 'trafficking', 'cybercrime', 'fraud', 'other'] as const satisfies readonly OffenceCategory[];

/** Where the network asks for it, the requesting side says what a request is about, for statistics alone. */
export function OffenceChoice({ matter }: { matter: MatterView }) {
  const t = useText();
  const { run, failure } = useAction();
  const { value: setting } = useFiguresSetting();
  const [told, setTold] = useState<OffenceCategory | null>(null);
  const isTold = setting?.since != null && matter.transmittedAt !== null && matter.transmittedAt >= setting.since;
  if (setting?.offences !== true || !isTold || matter.side !== 'requesting' || matter.draft === matter.space) return null;
  const tell = async (offence: OffenceCategory | ''): Promise<void> => {
    if (offence === '') return;
    const done = await run(async (client) => { await client.act((remote) => remote.tellOffence(matter.space, offence)); return true; });
    if (done) setTold(offence);
  };
  return (
    <section className="card stack">
      <Choice<OffenceCategory | ''> label={t('figures.offence-ask')} hint={t('figures.offence-hint')} value={told ?? ''} onChange={(value) => void tell(value)}
        options={[...(told === null ? [{ value: '' as const, label: t('figures.offence-choose') }] : []), ...offences.map((value) => ({ value, label: t(`figures.offence-${value}`) }))]} />
      <p role="status">{told !== null && t('figures.offence-told')}</p>
      <FailureNotice failure={failure} />
    </section>
  );
}
