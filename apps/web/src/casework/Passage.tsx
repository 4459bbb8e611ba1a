import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { MatterView, Passage } from '@comity/sdk';
import { useAction, usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Addressees } from './Addressees.js';
import { StepFailure } from './StepFailure.js';

/** What was transmitted and did not come through yet: who brings it there, why that cannot be, and how somebody else does. */
export function PassageNotice({ matter, passage: { by, here, through, problem }, onComplete }: { matter: MatterView; passage: Passage; onComplete(): void }) {
  const t = useText();
  const person = usePerson();
  const unreachable = problem?.code === 'not-acceptable';
  const may = matter.side === 'requesting' && (!here || problem !== null);
  const name = isolated(person(by)?.name ?? t('person.unknown'));
  if (through) return <Notice tone="info" role="status" title={t('request.passage-through')}><p>{t('request.passage-through-hint', { name })}</p></Notice>;
  return (
    <>
      {problem && !unreachable && <FailureNotice failure={{ kind: 'problem', problem }} />}
      <Notice tone={problem ? 'warning' : 'info'} role="status" title={problem ? t('request.passage-failed') : t('request.passage')}
        {...(may ? { action: <Button onPress={onComplete}>{problem ? t('request.passage-again') : t('request.passage-complete')}</Button> } : {})}>
        <p>{unreachable ? t('request.passage-unreachable') : problem ? t('request.passage-unseen') : here ? t('request.passage-here') : t('request.passage-there', { name })}</p>
      </Notice>
    </>
  );
}

/** Sends out, as it was transmitted, what did not come through: to the same people, or to others of their authority. */
export function PassageSheet({ matter, passage, onTaken, onClose }: { matter: MatterView; passage: Passage; onTaken(action: string): void; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [addressees, setAddressees] = useState(passage.addressees);
  const complete = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.takeStep(matter.space, matter.measureViews.map(({ id }) => id), { action: 'complete', addressees }).then(() => true)));
    if (done) onTaken('complete');
  };
  return (
    <Sheet title={t('request.passage-complete')} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void complete(); }}>
        <p>{t('request.passage-lead')}</p>
        <Addressees matter={matter} action="transmit" chosen={addressees} onChange={setAddressees} />
        <StepFailure failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={addressees.length === 0} isPending={busy}>{busy ? t('request.taking') : t('request.passage-complete')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
