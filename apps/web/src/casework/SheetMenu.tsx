import { useRef, useState } from 'react';
import type { Failure } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { explain } from '../failure/explain.js';
import { hand } from '../files/place.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { ActionMenu } from './ActionMenu.js';
import { stamp } from './stamp.js';

/** Rows as a file for spreadsheets, in which nothing is a formula. `name` begins the file’s, `title` is the sheet’s; `table`: headings and `count` rows. */
export function SheetMenu({ name, title, count, table, onSaved }: { name: string; title: string; count: number; table(): string[][] | Promise<string[][]>; onSaved?(): void }) {
  const t = useText();
  const format = useFormat();
  const toast = useToast();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (kind: string): Promise<void> => {
    setOpen(false);
    setBusy(true);
    const cells = await table();
    const parts = kind === 'csv' ? [(await import('./csv.js')).csvOf(cells)] : (await import('./xlsx.js')).xlsxOf(title, cells, document.documentElement.dir === 'rtl');
    hand(new Blob(parts), `${name}-${stamp(new Date().toISOString()).slice(0, 10)}.${kind}`);
    onSaved?.();
    toast({ text: t('request.exported', { count, number: format.number(count) }) });
  };
  return (
    <>
      <button ref={anchor} type="button" className="button button-plain" aria-haspopup="menu" aria-expanded={open} disabled={count === 0} aria-busy={busy} onClick={() => { if (!busy) setOpen(true); }}><Icon name="files" /><span>{busy ? t('request.saving') : t('request.export')}</span></button>
      {open && (
        <ActionMenu anchor={anchor} label={t('request.export')} onClose={() => setOpen(false)} onAction={(kind) => void save(kind).catch((thrown: unknown) => toast({ text: t(explain(thrown as Failure).what) })).finally(() => setBusy(false))}
          actions={[{ id: 'csv', icon: 'files', label: t('request.export-csv') }, { id: 'xlsx', icon: 'files', label: t('request.export-xlsx') }]} />
      )}
    </>
  );
}
