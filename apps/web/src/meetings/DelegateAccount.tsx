import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AuthorityId, Delegate, MeetingSessionId, PractitionerId } from '@comity/contracts';
import { useAction, usePeople } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { accountsFor } from './accounts.js';
import { meetings } from './hooks.js';

/** Which person of the directory a delegate is: of the same authority, each once on the list. */
export function AccountChoice({ authority, delegates, own = null, value, onChange }: { authority: AuthorityId; delegates: readonly Delegate[]; own?: PractitionerId | null; value: string; onChange(value: string): void }) {
  const t = useText();
  const people = accountsFor(usePeople().value ?? [], authority, delegates, own);
  if (people.length === 0) return null;
  return <Choice<string> label={t('talks.account')} value={value} onChange={onChange} options={[{ value: '', label: t('talks.no-account') }, ...people.map(({ id, name: label }) => ({ value: id as string, label }))]} />;
}

/** Links somebody on the list to their account, or takes that back: their calendar, mail and notices follow it. */
export function DelegateAccount({ session, delegate, delegates, onClose }: { session: MeetingSessionId; delegate: Delegate; delegates: readonly Delegate[]; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [account, setAccount] = useState<string>(delegate.practitioner ?? '');
  const save = async (): Promise<void> => {
    if (await run((client) => client.act((remote) => meetings(remote).writeDelegates(session, [{ ...delegate, practitioner: account === '' ? null : account as PractitionerId }]).then(() => true)))) onClose();
  };
  return (
    <Sheet title={t('talks.account-of', { name: delegate.name })} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <p>{t('talks.account-hint')}</p>
        <AccountChoice authority={delegate.authority} delegates={delegates} own={delegate.practitioner} value={account} onChange={setAccount} />
        <FailureNotice failure={failure} />
        <div className="row row-end"><Button onPress={onClose}>{t('action.cancel')}</Button><Button look="primary" type="submit" isPending={busy}>{t('hall.save')}</Button></div>
      </Form>
    </Sheet>
  );
}
