import './recovery.css';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { groupStates } from './recovery-groups.js';

/** The whole code, typed from paper, and then tried on the vault. Its groups show how far it is; a code made a moment ago (`code`) also which one is wrong. */
export function RecoveryEntry({ code, check, onDone, after }: { code: string | null; check(typed: string): Promise<void>; onDone(): void; after?: React.ReactNode }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [typed, setTyped] = useState('');
  const states = groupStates(typed, code);
  const wrong = states.indexOf('wrong');
  const submit = async (): Promise<void> => { if (await run(async () => { await check(typed); return true; })) onDone(); };
  return (
    <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (wrong === -1) void submit(); }}>
      <Field label={t('devices.code-entry')} hint={t('devices.code-entry-hint')} value={typed} onChange={setTyped} dir="ltr" mono isRequired autoComplete="off" spellCheck="false" autoFocus
        error={wrong === -1 ? undefined : t('devices.code-group-wrong', { group: wrong + 1 })} />
      <ol className="code-progress" dir="ltr" aria-hidden="true">{states.map((state, i) => <li key={i} className={`code-${state}`}>{i + 1}</li>)}</ol>
      <p className="muted" role="status">{t('devices.code-progress', { done: states.filter((state) => state === 'whole').length, total: states.length })}</p>
      <FailureNotice failure={failure} />
      <Button look="primary" type="submit" wide isPending={busy} isDisabled={states.some((state) => state !== 'whole')}>{busy ? t('devices.code-trying') : t('devices.code-try')}</Button>
      {after}
    </Form>
  );
}
