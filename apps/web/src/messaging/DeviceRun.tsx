import { useState } from 'react';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import type { DeviceChange } from './device-run.js';
import { useHappening } from './happening.js';

/** Devices that came and went: one sentence, or one line that opens. */
export function DeviceRun({ run }: { run: readonly DeviceChange[] }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const words = useHappening();
  const [open, setOpen] = useState(false);
  const nameOf = (change: DeviceChange) => format.list(change.who.map((id) => person(id)?.name ?? t('person.unknown')));
  const sentence = (change: DeviceChange) => (
    <>
      <span>{words(change)}</span> · <time dateTime={change.at}>{format.time(change.at)}</time>
    </>
  );
  const [first] = run;
  if (first === undefined) return null;
  if (run.length === 1) return <p className="event">{sentence(first)}</p>;
  const names = [...new Set(run.map(nameOf))].map((name) => `${isolated(name)} (${format.number(run.filter((change) => nameOf(change) === name).length)})`);
  return (
    <div className="event">
      <p><span>{t('event.devices', { count: run.length, names: format.list(names) })}</span> <button type="button" className="button-link" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('event.devices-hide') : t('event.devices-show')}</button></p>
      {open && <ul className="device-run">{run.map((change) => <li key={change.key}>{sentence(change)}</li>)}</ul>}
    </div>
  );
}
