import { useState } from 'react';
import type { HandlingCode, PractitionerId, SpaceId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { EntrySummary, SpaceView } from '@comity/sdk';
import { useClient, usePerson, useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { FormSheet } from '../design/FormSheet.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { explain } from '../failure/explain.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { handlingNames } from '../messaging/handling.js';
import { useToast } from '../messaging/toast.js';
import { changeAll, meant, type BulkChange, type Failed } from './bulk.js';
import { EntryExport } from './EntryExport.js';
import { usePlaces } from './hooks.js';
import { MoveFields } from './MoveFields.js';
import { homesOf, isReady, type Where } from './places.js';

/** Rows of an outcome of either kind. */
const listed = 50;

/** What can be done with the entries that are chosen in the table. */
export function BulkBar({ space, chosen, onClear }: { space: SpaceView; chosen: readonly EntrySummary[]; onClear(): void }) {
  const t = useText();
  const places = usePlaces(space);
  const [doing, setDoing] = useState<BulkChange['do'] | null>(null);
  const offered = space.readOnly ? [] : (['handling', 'assign', 'move', 'strike'] as const).filter((each) => meant(chosen, each).length > 0 && (each !== 'move' || places.some(({ id }) => meant(chosen, each, id).length > 0)));
  return (
    <>
      <div className="row register-bulk" role="group" aria-label={t('register.chosen', { count: chosen.length })}>
        <span role="status">{t('register.chosen', { count: chosen.length })}</span>
        {offered.map((each) => <Button key={each} onPress={() => setDoing(each)}>{t(`register.bulk-${each}`)}</Button>)}
        <EntryExport space={space.id} entries={chosen} />
        <Button look="quiet" onPress={onClear}>{t('inbox.clear')}</Button>
      </div>
      {doing && <BulkSheet space={space} places={places} what={doing} chosen={chosen} onClose={() => setDoing(null)} onDone={onClear} />}
    </>
  );
}

interface SheetProps { space: SpaceView; /** Where they may be moved to. */ places: readonly SpaceView[]; what: BulkChange['do']; chosen: readonly EntrySummary[]; onClose(): void; onDone(): void }

function BulkSheet({ space, places, what, chosen, onClose, onDone }: SheetProps) {
  const t = useText();
  const format = useFormat();
  const toast = useToast();
  const person = usePerson();
  const { remote } = useClient();
  const { value: spaces } = useSpaces();
  const [handling, setHandling] = useState<HandlingCode>('none');
  const [restriction, setRestriction] = useState('');
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [where, setWhere] = useState<Where>({ to: '', reason: t('register.move-reason') });
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const [through, setThrough] = useState<readonly EntrySummary[]>([]);
  // The table shows what was done meanwhile: what one began with stays what is meant.
  const [begun] = useState(chosen);
  const entries = meant(begun, what, where.to);
  const todo = failed.length > 0 ? failed.map(({ entry }) => entry) : entries;
  const left = begun.length - entries.length;
  const ready = what === 'move' ? isReady(where) && todo.length > 0 : what === 'strike' ? reason.trim() !== '' : what === 'assign' || handling !== 'H3' || restriction.trim() !== '';
  const change = (): BulkChange => (what === 'move' ? { do: what, to: where.to as SpaceId, reason: where.reason.trim() } : what === 'strike' ? { do: what, reason: reason.trim() } : what === 'assign' ? { do: what, owner: owner === '' ? null : owner as PractitionerId } : { do: what, handling, restriction: handling === 'H3' ? restriction.trim() : null });
  const run = async (): Promise<void> => {
    if (done !== null) return;
    setDone(0);
    const missed = await changeAll(remote, todo, change(), setDone);
    setDone(null);
    setFailed(missed);
    setThrough((before) => [...before, ...todo.filter((entry) => !missed.some((each) => each.entry === entry))]);
    if (missed.length > 0) return;
    toast({ text: t(what === 'move' ? 'register.bulk-moved' : 'register.bulk-done', { count: entries.length }) });
    onDone();
    onClose();
  };
  return (
    <FormSheet title={t(`register.bulk-${what}-title`, { count: todo.length })} submit={t(`register.bulk-${what}`)} look={what === 'strike' ? 'danger' : 'primary'} ready={ready} busy={done !== null} onSubmit={() => void run()} onClose={onClose}>
      {left > 0 && <p className="muted">{t(what === 'move' ? 'register.bulk-left-move' : 'register.bulk-left', { count: left })}</p>}
      {what === 'handling' && <Choice label={t('handling.label')} value={handling} onChange={setHandling} options={handlingNames.map((value) => ({ value, label: t(`handling.${value}`) }))} />}
      {what === 'handling' && handling === 'H3' && <Field label={t('talk-marks.restriction')} value={restriction} onChange={setRestriction} isRequired maxLength={500} autoComplete="off" />}
      {what === 'assign' && <Choice<string> label={t('register.field-owner')} value={owner} onChange={setOwner} options={[{ value: '', label: t('register.not-stated') }, ...space.members.map((id) => ({ value: id as string, label: person(id)?.name ?? t('person.unknown') }))]} />}
      {what === 'move' && <p>{t('register.move-hint')}</p>}
      {what === 'move' && <MoveFields from={homesOf(spaces ?? [], entries)} places={places} where={where} onWhere={setWhere} />}
      {what === 'strike' && <p>{t('register.strike-hint')}</p>}
      {what === 'strike' && <LongField label={t('register.reason')} value={reason} onChange={setReason} isRequired autoFocus maxLength={registerLimits.reason} rows={2} />}
      {done !== null && <p role="status">{t('register.bulk-progress', { done: format.number(done), all: format.number(todo.length) })}</p>}
      {failed.length > 0 && <Outcome failed={failed} through={through} />}
    </FormSheet>
  );
}

/** What became of each; what failed first. */
function Outcome({ failed, through }: { failed: readonly Failed[]; through: readonly EntrySummary[] }) {
  const t = useText();
  return (
    <Notice tone="warning" role="alert" title={t('register.bulk-failed', { count: failed.length })}>
      <ul className="register-outcome">
        {failed.slice(0, listed).map(({ entry, failure }) => <li key={entry.id}><bdi>{entry.title}</bdi>: {t(explain(failure).what)}</li>)}
        {through.slice(0, listed).map((entry) => <li key={entry.id}><bdi>{entry.title}</bdi>: {t('register.bulk-through')}</li>)}
      </ul>
    </Notice>
  );
}
