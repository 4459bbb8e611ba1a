import { useState } from 'react';
import type { AuthorityId, Delegate } from '@comity/contracts';
import type { ImportedRow, ImportTable } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { FormSheet } from '../design/FormSheet.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { AccountChoice } from './DelegateAccount.js';
import { Plain } from './Plain.js';
import { changesOf, type RosterRow } from './roster-diff.js';
import { rosterForms, type Typed } from './roster-form.js';
import { useRosterWords } from './roster-words.js';

interface Props<T extends ImportTable> { table: T; /** As it is now; null: a new one. */ current: ImportedRow[T] | null; /** All of the table. */ rows: readonly ImportedRow[T][]; attending: readonly AuthorityId[]; write(row: ImportedRow[T]): Promise<unknown>; onClose(): void }

/** A row of the set-up by hand. Who changes one that a colleague changes meanwhile is told, and says which of the two it shall be. */
export function SessionRow<T extends ImportTable>({ table, current, rows, attending, write, onClose }: Props<T>) {
  const t = useText();
  const named: ImportTable = table;
  const words = useRosterWords();
  const form = rosterForms[table];
  const { run, busy, failure, clear } = useAction();
  const [opened, setOpened] = useState(current);
  const [typed, setTyped] = useState<Typed>(() => ({ ...form.typed(current), ...(current === null && table === 'delegates' && { authority: attending[0] ?? '' }) }));
  const row = form.row(typed, opened);
  const isGone = opened !== null && current === null;
  const theirs = opened !== null && current !== null && current.version !== opened.version ? current : null;
  const save = async (): Promise<void> => { if (row !== null && await run((client) => client.act(() => write(row).then(() => true)))) onClose(); };
  const title = opened === null ? t(`hall.add-${named}`) : t('hall.edit-of', { name: words.label(table, opened) });
  return (
    <FormSheet title={title} submit={t(opened === null ? 'hall.add-short' : 'hall.save')} ready={row !== null && theirs === null && !isGone} busy={busy} failure={theirs === null ? failure : null} onSubmit={() => void save()} onClose={onClose}>
      {isGone && <Notice tone="warning" role="alert" title={t('hall.row-gone')} />}
      {theirs !== null && (
        <Notice tone="warning" role="alert" title={t('hall.row-overtaken')}>
          <ul>{[...new Set(changesOf(table, opened!, theirs).map(words.change))].map((each) => <li key={each}>{each}</li>)}</ul>
          <div className="row"><Button onPress={() => { clear(); setOpened(theirs); setTyped(form.typed(theirs)); }}>{t('hall.conflict-theirs')}</Button><Button onPress={() => { clear(); setOpened(theirs); }}>{t('hall.conflict-mine')}</Button></div>
        </Notice>
      )}
      <Fields table={table} typed={typed} opened={opened} rows={rows} attending={attending} onChange={(change) => setTyped({ ...typed, ...change })} />
    </FormSheet>
  );
}

function Fields({ table, typed, opened, rows, attending, onChange }: { table: ImportTable; typed: Typed; opened: RosterRow | null; rows: readonly RosterRow[]; attending: readonly AuthorityId[]; onChange(change: Typed): void }) {
  const t = useText();
  const { office } = useRosterWords();
  const of = (field: string) => ({ value: typed[field] ?? '', onChange: (value: string) => onChange({ [field]: value }) });
  switch (table) {
    case 'offices': return <><Plain label={t('hall.row-requests')} type="number" min={0} max={500} {...of('requests')} /><p className="hint">{t('hall.own-limit-hint')}</p></>;
    case 'rooms': return (
      <>
        <Plain label={t('hall.name')} {...of('name')} maxLength={80} dir="auto" required />
        <Plain label={t('hall.class')} {...of('class')} maxLength={40} dir="ltr" required />
        <Plain label={t('hall.seats-field')} type="number" min={1} max={2_000} {...of('seats')} required />
        <Choice<string> label={t('hall.security-field')} {...of('security')} options={['0', '1', '2', '3'].map((value) => ({ value, label: value }))} />
        <Plain label={t('hall.equipment')} {...of('equipment')} dir="ltr" />
        <p className="hint">{t('hall.slug-hint')}</p>
      </>
    );
    case 'interpreters': return (
      <>
        <Plain label={t('hall.name')} {...of('name')} maxLength={120} dir="auto" required />
        <Plain label={t('hall.language-one')} {...of('from')} maxLength={3} dir="ltr" required />
        <Plain label={t('hall.language-two')} {...of('to')} maxLength={3} dir="ltr" required />
        <p className="hint">{t('hall.language-hint')}</p>
      </>
    );
    case 'delegates': return (
      <>
        {opened === null && <Choice<string> label={t('hall.office')} value={typed['authority'] ?? ''} onChange={(authority) => onChange({ authority, practitioner: '' })} options={attending.map((value) => ({ value: value as string, label: office(value) })).sort((a, b) => a.label.localeCompare(b.label))} />}
        <Plain label={t('hall.name')} {...of('name')} maxLength={120} dir="auto" required />
        <AccountChoice authority={typed['authority'] as AuthorityId} delegates={rows as readonly Delegate[]} own={(opened as Delegate | null)?.practitioner ?? null} {...of('practitioner')} />
      </>
    );
  }
}
