import { useRef, useState } from 'react';
import { Icon } from '../design/Icon.js';
import { hand } from '../files/place.js';
import { useAuthority, usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { useStateName } from '../states/names.js';
import { ActionMenu } from './ActionMenu.js';
import type { Row } from './listing.js';
import { stamp } from './stamp.js';
import { useLawWords } from './words.js';

/** What the filters show, in their order, as a file for spreadsheets. */
export function ExportMenu({ rows, now }: { rows: readonly Row[]; now: Date }) {
  const t = useText();
  const format = useFormat();
  const toast = useToast();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const table = useTable();
  const save = async (kind: string): Promise<void> => {
    setOpen(false);
    const cells = table(rows);
    const name = `requests-${stamp(now.toISOString()).slice(0, 10)}.${kind}`;
    const parts = kind === 'csv' ? [(await import('./csv.js')).csvOf(cells)] : (await import('./xlsx.js')).xlsxOf(t('request.title'), cells, document.documentElement.dir === 'rtl');
    hand(new Blob(parts), name);
    toast({ text: t('request.exported', { count: rows.length, number: format.number(rows.length) }) });
  };
  return (
    <>
      <button ref={anchor} type="button" className="button button-plain" aria-haspopup="menu" aria-expanded={open} disabled={rows.length === 0} onClick={() => setOpen(true)}><Icon name="files" /><span>{t('request.export')}</span></button>
      {open && (
        <ActionMenu anchor={anchor} label={t('request.export')} onClose={() => setOpen(false)} onAction={(kind) => void save(kind)}
          actions={[{ id: 'csv', icon: 'files', label: t('request.export-csv') }, { id: 'xlsx', icon: 'files', label: t('request.export-xlsx') }]} />
      )}
    </>
  );
}

/** Headings and rows. Times are those of the reader’s own zone, which the headings name. */
function useTable(): (rows: readonly Row[]) => string[][] {
  const t = useText();
  const words = useLawWords();
  const authority = useAuthority();
  const state = useStateName();
  const person = usePerson();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timed = (column: string): string => t('request.column-in-zone', { column, zone });
  const yes = (is: boolean): string => (is ? t('request.yes') : t('request.no'));
  return (rows) => [
    [
      t('request.column-title'), t('request.column-kind'), t('request.column-side'), t('request.column-other'), t('request.column-state'), t('request.column-stage'), t('request.column-waiting'), t('request.column-officer'), t('request.urgent'), t('request.column-tracked'),
      timed(t('request.column-transmitted')), timed(t('request.column-last')), timed(t('request.column-due')), t('request.column-clock'), t('request.column-article'), t('request.overdue-only'),
    ],
    ...rows.map(({ matter, other, kind, stage, next, overdue }) => {
      const known = authority(other);
      return [
        matter.title, kind, matter.side === null ? '' : words.actor(matter.side), known?.name ?? t('request.authority-unknown'), known ? state(known.state) : '', stage, t(`request.who-${matter.waitingFor}`), matter.officer === null ? '' : person(matter.officer)?.name ?? t('person.unknown'), yes(matter.urgent), String(matter.measures),
        matter.transmittedAt === null ? '' : stamp(matter.transmittedAt), stamp(matter.lastStepAt), next ? stamp(next.at) : '', next ? words.clock(next.id) : '', next?.article ?? '', yes(overdue),
      ];
    }),
  ];
}
