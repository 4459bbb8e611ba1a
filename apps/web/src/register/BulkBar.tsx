import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { HandlingCode, PractitionerId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { EntrySummary, SpaceView } from '@comity/sdk';
import { useClient, usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { explain } from '../failure/explain.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { handlingNames } from '../messaging/handling.js';
import { useToast } from '../messaging/toast.js';
import { changeAll, meant, type BulkChange, type Failed } from './bulk.js';
import { EntryExport } from './EntryExport.js';

/** What can be done with the entries that are chosen in the table. */
export function BulkBar({ space, chosen, onClear }: { space: SpaceView; chosen: readonly EntrySummary[]; onClear(): void }) {
  const t = useText();
  const [doing, setDoing] = useState<BulkChange['do'] | null>(null);
  const offered = space.left ? [] : (['handling', 'assign', 'strike'] as const).filter((each) => meant(chosen, each).length > 0);
  return (
    <>
      <div className="row register-bulk" role="group" aria-label={t('register.chosen', { count: chosen.length })}>
        <span role="status">{t('register.chosen', { count: chosen.length })}</span>
        {offered.map((each) => <Button key={each} onPress={() => setDoing(each)}>{t(`register.bulk-${each}`)}</Button>)}
        <EntryExport entries={chosen} />
        <Button look="quiet" onPress={onClear}>{t('inbox.clear')}</Button>
      </div>
      {doing && <BulkSheet space={space} what={doing} entries={meant(chosen, doing)} left={chosen.length - meant(chosen, doing).length} onClose={() => setDoing(null)} onDone={onClear} />}
    </>
  );
}

interface SheetProps { space: SpaceView; what: BulkChange['do']; entries: readonly EntrySummary[]; /** Chosen, but not meant by it. */ left: number; onClose(): void; onDone(): void }

function BulkSheet({ space, what, entries, left, onClose, onDone }: SheetProps) {
  const t = useText();
  const format = useFormat();
  const toast = useToast();
  const person = usePerson();
  const { remote } = useClient();
  const [handling, setHandling] = useState<HandlingCode>('none');
  const [restriction, setRestriction] = useState('');
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const todo = failed.length > 0 ? failed.map(({ entry }) => entry) : entries;
  const ready = what === 'strike' ? reason.trim() !== '' : what === 'assign' || handling !== 'H3' || restriction.trim() !== '';
  const change = (): BulkChange => (what === 'strike' ? { do: what, reason: reason.trim() } : what === 'assign' ? { do: what, owner: owner === '' ? null : owner as PractitionerId } : { do: what, handling, restriction: handling === 'H3' ? restriction.trim() : null });
  const run = async (): Promise<void> => {
    if (!ready || done !== null) return;
    setDone(0);
    const missed = await changeAll(remote, todo, change(), setDone);
    setDone(null);
    setFailed(missed);
    if (missed.length > 0) return;
    toast({ text: t('register.bulk-done', { count: entries.length }) });
    onDone();
    onClose();
  };
  return (
    <Sheet title={t(`register.bulk-${what}-title`, { count: todo.length })} onClose={() => { if (done === null) onClose(); }}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void run(); }}>
        {left > 0 && <p className="muted">{t('register.bulk-left', { count: left })}</p>}
        {what === 'handling' && <Choice label={t('handling.label')} value={handling} onChange={setHandling} options={handlingNames.map((value) => ({ value, label: t(`handling.${value}`) }))} />}
        {what === 'handling' && handling === 'H3' && <Field label={t('talk-marks.restriction')} value={restriction} onChange={setRestriction} isRequired maxLength={500} autoComplete="off" />}
        {what === 'assign' && <Choice<string> label={t('register.field-owner')} value={owner} onChange={setOwner} options={[{ value: '', label: t('register.not-stated') }, ...space.members.map((id) => ({ value: id as string, label: person(id)?.name ?? t('person.unknown') }))]} />}
        {what === 'strike' && <p>{t('register.strike-hint')}</p>}
        {what === 'strike' && <LongField label={t('register.reason')} value={reason} onChange={setReason} isRequired autoFocus maxLength={registerLimits.reason} rows={2} />}
        {done !== null && <p role="status">{t('register.bulk-progress', { done: format.number(done), all: format.number(todo.length) })}</p>}
        {failed.length > 0 && (
          <Notice tone="warning" role="alert" title={t('register.bulk-failed', { count: failed.length })}>
            <ul>{failed.slice(0, 10).map(({ entry, failure }) => <li key={entry.id}><bdi>{entry.title}</bdi>: {t(explain(failure).what)}</li>)}</ul>
          </Notice>
        )}
        <div className="row row-end">
          <Button isDisabled={done !== null} onPress={onClose}>{t('action.cancel')}</Button>
          <Button look={what === 'strike' ? 'danger' : 'primary'} type="submit" isDisabled={!ready} isPending={done !== null}>{t(`register.bulk-${what}`)}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
