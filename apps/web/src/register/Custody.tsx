import { useId, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Instant, SpaceId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { EntryView } from '@comity/sdk';
import { useAction, usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { LongField } from '../design/LongField.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';

/** In whose hands an exhibit was, from when on and why: as it was stated, and never changed. */
export function Custody({ space, entry, writable }: { space: SpaceId; entry: EntryView; writable: boolean }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const [adding, setAdding] = useState(false);
  return (
    <section className="card">
      <div className="section-head">
        <h2>{t('register.custody')}</h2>
        {writable && <Button icon="plus" onPress={() => setAdding(true)}>{t('register.custody-add')}</Button>}
      </div>
      {entry.partial && <p className="muted">{t('register.custody-partial')}</p>}
      {entry.custody.length === 0 && <p className="muted">{t('register.custody-none')}</p>}
      {entry.custody.length > 0 && (
        <ol className="register-chain">
          {entry.custody.map(({ holder, from, reason, by, at, seq }, i) => (
            <li key={`${at} ${i}`}>
              <p><strong><bdi>{holder}</bdi></strong> <time dateTime={from}>{t('register.custody-since', { at: format.moment(from) })}</time></p>
              <p className="register-words" dir="auto">{reason}</p>
              <p className="muted">{t('register.stated-by', { name: isolated(person(by)?.name ?? t('person.unknown')), at: format.moment(at) })}{seq === null && <> · {t('register.queued')}</>}</p>
            </li>
          ))}
        </ol>
      )}
      {adding && <CustodySheet space={space} entry={entry} onClose={() => setAdding(false)} />}
    </section>
  );
}

/** The present minute as the browser's own field wants it. */
function thisMinute(now = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function CustodySheet({ space, entry, onClose }: { space: SpaceId; entry: EntryView; onClose(): void }) {
  const t = useText();
  const id = useId();
  const { run, busy, failure } = useAction();
  const [holder, setHolder] = useState('');
  const [from, setFrom] = useState(thisMinute);
  const [reason, setReason] = useState('');
  const since = new Date(from);
  const ready = holder.trim() !== '' && reason.trim() !== '' && !Number.isNaN(since.getTime());
  const add = async (): Promise<void> => {
    if (!ready) return;
    const done = await run(({ remote }) => remote.addCustody(space, entry.id, { holder: holder.trim(), from: since.toISOString() as Instant, reason: reason.trim() }).then(() => true));
    if (done) onClose();
  };
  return (
    <Sheet title={t('register.custody-add')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <p className="muted">{t('register.custody-hint')}</p>
        <Field label={t('register.custody-holder')} hint={t('register.custody-holder-hint')} value={holder} onChange={setHolder} isRequired autoFocus maxLength={registerLimits.holder} autoComplete="off" />
        <div className="field">
          <label htmlFor={id}>{t('register.custody-from')}</label>
          <input id={id} type="datetime-local" className="input" value={from} required onChange={({ target }) => setFrom(target.value)} />
        </div>
        <LongField label={t('register.custody-reason')} value={reason} onChange={setReason} isRequired maxLength={registerLimits.reason} rows={2} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={!ready} isPending={busy}>{t('register.custody-add')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
