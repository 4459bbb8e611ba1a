import { Link } from 'wouter';
import type { Alarm } from '@comity/sdk';
import { useAction, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { SpaceSort } from '../messaging/SpaceMark.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { alarmClass } from './texts.js';

/** One alarm by its name: what happened, what is safe, what to do, and its reference. */
export function AlarmCard({ alarm, compact = false }: { alarm: Alarm; compact?: boolean }) {
  const t = useText();
  const format = useFormat();
  const { value: spaces } = useSpaces();
  const titleOf = useSpaceTitle();
  const { run, busy } = useAction();
  const space = spaces?.find((each) => each.id === alarm.space);
  const kind = alarmClass[alarm.rule];
  return (
    <Notice tone={alarm.acknowledged ? 'info' : 'danger'} title={t(`alarm.${alarm.rule}.name`)} {...(alarm.acknowledged ? {} : { role: 'alert' as const })}
      action={!alarm.acknowledged && <Button isDisabled={busy} onPress={() => void run((client) => client.remote.acknowledgeAlarm(alarm.id))}>{t('alarm.acknowledge')}</Button>}>
      <p>{t(`alarm.${alarm.rule}.what`)}</p>
      <p>{t(`alarm-safe.${kind}`)} {t(`alarm-todo.${kind}`)}</p>
      {!compact && (
        <p className="muted">
          {format.moment(alarm.at)}
          {space && <> · <SpaceSort space={space} /><Link href={`/spaces/${space.id}`}><bdi>{titleOf(space)}</bdi></Link></>}
          {' · '}{t('failure.reference')} <code dir="ltr">{alarm.rule}{alarm.seq === null ? '' : ` #${alarm.seq}`}</code>
        </p>
      )}
    </Notice>
  );
}
