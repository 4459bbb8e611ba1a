import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { AlarmCard } from './AlarmCard.js';

export function Alarms() {
  const t = useText();
  const { value: alarms, failure } = useWatch(useClient().alarms());
  const sorted = [...(alarms ?? [])].sort((a, b) => Number(a.acknowledged) - Number(b.acknowledged) || b.at.localeCompare(a.at));
  return (
    <Page title={t('alarms.title')} lead={t('alarms.lead')}>
      {!alarms && (failure ? <FailureNotice failure={failure} /> : <Busy />)}
      {alarms?.length === 0 && <Empty title={t('alarms.empty')}>{t('alarms.empty-hint')}</Empty>}
      <ul className="stack plain-list">{sorted.map((alarm) => <li key={alarm.id}><AlarmCard alarm={alarm} /></li>)}</ul>
    </Page>
  );
}
