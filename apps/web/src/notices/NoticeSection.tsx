import './notices.css';
import { useId } from 'react';
import type { NoticeSettings } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useWeekdays } from '../i18n/weekdays.js';
import { useText } from '../i18n/text.js';
import { askPermission, usePermission } from './permission.js';

/** In the settings: whether this browser notifies, when it is quiet, and what a notification shows. */
export function NoticeSection() {
  const t = useText();
  const { value: settings, failure: unread } = useWatch(useClient().noticeSettings());
  const { run, failure } = useAction();
  const change = (part: Partial<NoticeSettings>): void => { if (settings) void run(({ remote }) => remote.setNoticeSettings({ ...settings, ...part })); };
  return (
    <section className="card stack notices">
      <h2>{t('notice.title')}</h2>
      <p className="muted">{t('notice.shows')}</p>
      <PermissionState />
      {settings && (
        <>
          <OnOff label={t('notice.notify')} on={settings.notify} onChange={(notify) => change({ notify })} />
          <OnOff label={t('notice.quiet')} on={settings.quiet !== null} onChange={(on) => change({ quiet: on ? usualQuiet : null })} />
          {settings.quiet !== null && <Quiet quiet={settings.quiet} onChange={(quiet) => change({ quiet })} />}
          <Segments label={t('notice.remind')} value={String(settings.remind)} onChange={(value) => change({ remind: leads.find((lead) => String(lead) === value) ?? 'all' })} options={leads.map((lead) => ({ value: String(lead), label: lead === 'all' ? t('notice.remind-all') : t('notice.remind-days', { count: lead }) }))} />
          <p className="hint">{t('notice.remind-hint')}</p>
        </>
      )}
      <p className="muted">{t('notice.breaks-through')}</p>
      <p className="muted">{t('notice.levels')}</p>
      <FailureNotice failure={failure ?? unread} />
    </section>
  );
}

const leads = ['all', 7, 3, 1] as const;
const usualQuiet = { from: '19:00', to: '07:00', days: [0, 1, 2, 3, 4, 5, 6] };

function OnOff({ label, on, onChange }: { label: string; on: boolean; onChange(on: boolean): void }) {
  const t = useText();
  return <Segments label={label} value={on ? 'on' : 'off'} onChange={(value) => onChange(value === 'on')} options={[{ value: 'on', label: t('settings.on') }, { value: 'off', label: t('settings.off') }]} />;
}

function PermissionState() {
  const t = useText();
  switch (usePermission()) {
    case 'granted': return <Notice tone="good" title={t('notice.granted')} />;
    case 'denied': return <Notice tone="warning" title={t('notice.denied')}><p>{t('notice.denied-hint')}</p></Notice>;
    case 'unsupported': return <Notice tone="info" title={t('notice.unsupported')} />;
    case 'default': return <Notice tone="info" title={t('notice.not-asked')} action={<Button look="primary" icon="bell" onPress={() => void askPermission()}>{t('notice.ask')}</Button>} />;
  }
}

function Quiet({ quiet, onChange }: { quiet: NonNullable<NoticeSettings['quiet']>; onChange(quiet: NonNullable<NoticeSettings['quiet']>): void }) {
  const t = useText();
  const weekdays = useWeekdays();
  return (
    <fieldset className="stack quiet">
      <legend className="visually-hidden">{t('notice.quiet')}</legend>
      <div className="row">
        <Time label={t('notice.from')} value={quiet.from} onChange={(from) => onChange({ ...quiet, from })} />
        <Time label={t('notice.to')} value={quiet.to} onChange={(to) => onChange({ ...quiet, to })} />
      </div>
      <fieldset className="quiet-days">
        <legend>{t('notice.days')}</legend>
        <div className="chips">
          {weekdays.map(({ day, name }) => (
            <label key={day} className="chip"><input type="checkbox" checked={quiet.days.includes(day)} onChange={({ target }) => onChange({ ...quiet, days: target.checked ? [...quiet.days, day] : quiet.days.filter((each) => each !== day) })} /><span>{name}</span></label>
          ))}
        </div>
      </fieldset>
      <p className="hint">{t('notice.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>
    </fieldset>
  );
}

/** A time of day; what is half typed changes nothing. */
function Time({ label, value, onChange }: { label: string; value: string; onChange(time: string): void }) {
  const id = useId();
  return <div className="field"><label htmlFor={id}>{label}</label><input id={id} type="time" className="input" value={value} required onChange={({ target }) => { if (target.value !== '') onChange(target.value.slice(0, 5)); }} /></div>;
}
