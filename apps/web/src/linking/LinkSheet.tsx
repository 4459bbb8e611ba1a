import './linking.css';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Failure, LinkComparison, LinkRequestView } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { LinkWords } from './LinkWords.js';
import { Scanner } from './Scanner.js';

type Step =
  | { at: 'look' } | { at: 'scan' } | { at: 'answering'; request: LinkRequestView }
  | { at: 'compare'; request: LinkComparison } | { at: 'scanned'; request: LinkRequestView }
  | { at: 'given'; name: string } | { at: 'refused' } | { at: 'stopped' } | { at: 'over'; failure: Failure };

/** On a device in use: from a request, by words or by camera, to the vault handed over, or not. */
export function LinkSheet({ onClose }: { onClose(): void }) {
  const t = useText();
  const client = useClient();
  const { run, busy, failure } = useAction();
  const waiting = useWatch(client.link()).value ?? null;
  const [step, setStep] = useState<Step>({ at: 'look' });
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => { if (step.at !== 'look') body.current?.focus(); }, [step.at]);

  const begin = async (from: Step, work: () => Promise<Step>): Promise<void> => {
    setStep(from);
    setStep(await work().catch((thrown: unknown): Step => ({ at: 'over', failure: thrown as Failure })));
  };
  const compare = (request: LinkRequestView) => begin({ at: 'answering', request }, async () => ({ at: 'compare', request: await client.remote.answerLink(request.id) }));
  const read = (code: string) => begin(step, async () => ({ at: 'scanned', request: await client.remote.readLinkCode(code) }));
  const give = async (name: string): Promise<void> => {
    if (await run((own) => own.act(async (remote) => { await remote.giveLink(); return true; }))) setStep({ at: 'given', name });
  };
  const refuse = async (request: LinkRequestView, differs: boolean): Promise<void> => {
    setStep({ at: differs ? 'stopped' : 'refused' });
    await run(({ remote }) => remote.refuseLink(request.id, differs));
  };
  // Who turns away in the middle leaves nothing waiting on the other device.
  const close = (): void => {
    if (step.at === 'answering' || step.at === 'compare' || step.at === 'scanned') void client.remote.refuseLink(step.request.id, false).catch(() => undefined);
    onClose();
  };
  const claimed = (name: string) => <Notice tone="warning" title={t('link.warning')}><p>{t('link.warning-what', { name })}</p></Notice>;

  return (
    <Sheet title={t('link.title')} onClose={close}>
      <div ref={body} tabIndex={-1} className="stack">
        {step.at === 'look' && waiting === null && <Notice tone="info" role="status" title={t('link.none')}><p>{t('link.none-todo')}</p></Notice>}
        {step.at === 'look' && waiting !== null && claimed(waiting.name)}
        {step.at === 'look' && (
          <div className="row">
            {waiting !== null && <Button look="primary" onPress={() => void compare(waiting)}>{t('link.compare-do')}</Button>}
            <Button onPress={() => setStep({ at: 'scan' })}>{t('link.scan-do')}</Button>
            {waiting !== null && <Button look="danger" onPress={() => void refuse(waiting, false)}>{t('link.not-me')}</Button>}
          </div>
        )}
        {step.at === 'scan' && <><Scanner onCode={(code) => void read(code)} /><div className="row"><Button onPress={() => setStep({ at: 'look' })}>{t('action.back')}</Button></div></>}
        {step.at === 'answering' && <><Busy /><p role="status">{t('link.comparing')}</p></>}
        {step.at === 'compare' && (
          <>
            <p role="status">{t('link.compare-there', { name: step.request.name })}</p>
            <LinkWords words={step.request.words} />
            {claimed(step.request.name)}
            <FailureNotice failure={failure} />
            <div className="row">
              <Button look="primary" isPending={busy} onPress={() => void give(step.request.name)}>{t('link.same')}</Button>
              <Button look="danger" isDisabled={busy} onPress={() => void refuse(step.request, true)}>{t('link.differs')}</Button>
            </div>
          </>
        )}
        {step.at === 'scanned' && (
          <>
            <Notice tone="warning" role="status" title={t('link.scanned')}><p>{t('link.scanned-what', { name: step.request.name })}</p></Notice>
            <FailureNotice failure={failure} />
            <div className="row">
              <Button look="primary" isPending={busy} onPress={() => void give(step.request.name)}>{t('link.give')}</Button>
              <Button look="danger" isDisabled={busy} onPress={() => void refuse(step.request, false)}>{t('link.not-me')}</Button>
            </div>
          </>
        )}
        {step.at === 'given' && <Notice tone="good" role="status" title={t('link.given')}><p>{t('link.given-what', { name: step.name })}</p></Notice>}
        {step.at === 'refused' && <Notice tone="warning" role="alert" title={t('link.refused')}><p>{t('link.refused-what')}</p><p><Link href="/account" onClick={onClose}>{t('link.to-account')}</Link></p></Notice>}
        {step.at === 'stopped' && <Notice tone="danger" role="alert" title={t('link.stopped')}><p>{t('link.stopped-todo')}</p></Notice>}
        {step.at === 'over' && <FailureNotice failure={step.failure} />}
        {(step.at === 'given' || step.at === 'refused' || step.at === 'stopped' || step.at === 'over') && <div className="row row-end"><Button onPress={close}>{t('action.close')}</Button></div>}
      </div>
    </Sheet>
  );
}
