import { useRef, useState } from 'react';
import type { EntrySummary } from '@comity/sdk';
import { ActionMenu } from '../casework/ActionMenu.js';
import { stamp } from '../casework/stamp.js';
import { usePerson } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { hand } from '../files/place.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { dateOf } from './listing.js';

/** Entries as a file for spreadsheets, in which nothing is a formula. */
export function EntryExport({ entries }: { entries: readonly EntrySummary[] }) {
  const t = useText();
  const format = useFormat();
  const toast = useToast();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const table = useTable();
  const save = async (kind: string): Promise<void> => {
    setOpen(false);
    const cells = table(entries);
    const parts = kind === 'csv' ? [(await import('../casework/csv.js')).csvOf(cells)] : (await import('../casework/xlsx.js')).xlsxOf(t('register.title'), cells, document.documentElement.dir === 'rtl');
    hand(new Blob(parts), `register-${stamp(new Date().toISOString()).slice(0, 10)}.${kind}`);
    toast({ text: t('request.exported', { count: entries.length, number: format.number(entries.length) }) });
  };
  return (
    <>
      <button ref={anchor} type="button" className="button button-plain" aria-haspopup="menu" aria-expanded={open} disabled={entries.length === 0} onClick={() => setOpen(true)}><Icon name="files" /><span>{t('request.export')}</span></button>
      {open && (
        <ActionMenu anchor={anchor} label={t('request.export')} onClose={() => setOpen(false)} onAction={(kind) => void save(kind)}
          actions={[{ id: 'csv', icon: 'files', label: t('request.export-csv') }, { id: 'xlsx', icon: 'files', label: t('request.export-xlsx') }]} />
      )}
    </>
  );
}

/** Headings and rows. Times are those of the reader’s own zone, which the heading names. */
function useTable(): (entries: readonly EntrySummary[]) => string[][] {
  const t = useText();
  const person = usePerson();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const name = (id: Parameters<typeof person>[0]): string => person(id)?.name ?? t('person.unknown');
  const state = ({ struck, task }: EntrySummary): string => (struck ? t('register.struck') : task ? t(task.done ? 'register.task-done' : 'register.task-open') : '');
  return (entries) => [
    [t('register.filter-kind'), t('register.field-title'), t('register.column-date'), t('handling.label'), t('talk-marks.source'), t('register.column-state'), t('register.field-owner'), t('register.links'), t('register.fingerprint'), t('request.column-in-zone', { column: t('register.column-changed'), zone }), t('register.column-by')],
    ...entries.map((entry) => {
      const { kind, title, handling, evaluation, task, linked, sha256, changed } = entry;
      return [t(`register.kind-${kind}`), title, dateOf(entry) ?? '', handling === 'none' ? '' : handling, evaluation ? `${evaluation.source}${evaluation.information}` : '', state(entry), task?.owner == null ? '' : name(task.owner), String(linked), sha256 ?? '', stamp(changed.at), name(changed.by)];
    }),
  ];
}
