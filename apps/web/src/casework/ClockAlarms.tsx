import '../casework/casework.css';
import { Link } from 'wouter';
import type { MatterAlarm, MatterSummary } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { focusPage } from '../shell/focus-page.js';
import { ActBy } from './ActBy.js';
import { Article } from './Article.js';
import { useDistance, useNow } from './hooks.js';
import { useLawWords } from './words.js';

/** So many show at once; the others follow as these are acknowledged. */
const mostShown = 2;

/** Over every page, until somebody of this person's side acknowledges it: what ends soon and must not end unnoticed. */
export function ClockAlarms({ matters }: { matters: readonly MatterSummary[] }) {
  const t = useText();
  const alarms = matters.flatMap((matter) => matter.alarms.map((alarm) => ({ matter, alarm }))).sort((a, b) => (a.alarm.at < b.alarm.at ? -1 : 1));
  if (alarms.length === 0) return null;
  const rest = alarms.length - mostShown;
  return (
    <section className="clock-alarms" aria-label={t('request.alarms')}>
      {alarms.slice(0, mostShown).map(({ matter, alarm }) => <Alarm key={`${matter.space} ${alarm.id} ${alarm.article} ${alarm.since}`} matter={matter} alarm={alarm} />)}
      {rest > 0 ? <p className="muted">{t('request.alarms-more', { count: rest })}</p> : null}
    </section>
  );
}

function Alarm({ matter: { space, kind, title }, alarm }: { matter: MatterSummary; alarm: MatterAlarm }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const distance = useDistance();
  const now = useNow();
  const { run, busy, failure } = useAction();
  const [clock, on] = [words.clock(alarm.id), format.moment(alarm.at)];
  const see = async (): Promise<void> => {
    const seen = await run(async ({ remote }) => { await remote.takeStep(space, alarm.measures, { action: 'see-alarm' }); return true; });
    // The button goes with the alarm.
    if (seen === true) focusPage();
  };
  return (
    <Notice tone="danger" role="alert" title={alarm.at <= now.toISOString() ? t('request.alarm-ended', { clock, on }) : t(alarm.meaning === 'at-least' ? 'request.alarm-may-end' : 'request.alarm-ends', { clock, when: distance(alarm.at, now), on })}
      action={<Button look="primary" isDisabled={busy} onPress={() => void see()}>{t('request.alarm-see')}</Button>}>
      <p><Link href={`/requests/${space}`}>{isolated(title)}</Link> · <Article article={alarm.article} verified={alarm.verified} />{alarm.measures.length > 1 && <> · {t('request.measure-count', { kind, count: alarm.measures.length })}</>}</p>
      <ActBy end={alarm} now={now} />
      <p className="muted">{t('request.alarm-hint')}</p>
      <FailureNotice failure={failure} />
    </Notice>
  );
}
