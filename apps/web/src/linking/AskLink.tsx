import './linking.css';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '@comity/sdk';
import { useAction, useClient } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { QrCode } from '../design/QrCode.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { LinkWords } from './LinkWords.js';

type Step = { at: 'asking' } | { at: 'waiting'; code: string; expiresAt: string } | { at: 'compare'; words: number[] } | { at: 'over'; failure: Failure } | { at: 'stopped' };

/** A new device asks one in use: shows a code for its camera until words are to be compared, and opens when the vault key comes. */
export function AskLink({ deviceName, onBack }: { deviceName: string; onBack(): void }) {
  const t = useText();
  const client = useClient();
  const format = useFormat();
  const { run, busy } = useAction();
  const [round, setRound] = useState(1);
  const [step, setStep] = useState<Step>({ at: 'asking' });
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let current = true;
    const go = (next: Step): void => { if (current) setStep(next); };
    const ask = async (): Promise<void> => {
      go({ at: 'asking' });
      go({ at: 'waiting', ...await client.remote.requestLink(deviceName) });
      const words = await client.remote.linkAnswered();
      if (words !== null) go({ at: 'compare', words });
    };
    ask().catch((thrown: unknown) => { go({ at: 'over', failure: thrown as Failure }); });
    return () => {
      current = false;
      void client.remote.withdrawLink(false).catch(() => undefined);
    };
  }, [client, deviceName, round]);
  useEffect(() => { body.current?.focus(); }, [step.at, busy]);
  const same = (): Promise<void | undefined> => run(async ({ remote }) => {
    await remote.confirmLink().catch((thrown: unknown) => { setStep((now) => (now.at === 'stopped' ? now : { at: 'over', failure: thrown as Failure })); });
  });
  const differs = (): Promise<void | undefined> => run(async ({ remote }) => {
    setStep({ at: 'stopped' });
    await remote.withdrawLink(true);
  });
  const titles = { asking: null, waiting: t('link.waiting'), compare: busy ? t('link.confirm-there') : t('link.compare'), over: null, stopped: null } as const;
  return (
    <div ref={body} tabIndex={-1} className="stack ask-link">
      {titles[step.at] !== null && <h2>{titles[step.at]}</h2>}
      {step.at === 'asking' && <><Busy /><p role="status">{t('link.asking')}</p></>}
      {step.at === 'waiting' && (
        <>
          <p role="status">{t('link.waiting-todo')}</p>
          <QrCode value={step.code} label={t('link.code-label')} />
          <p className="muted">{t('link.expires', { time: format.time(step.expiresAt) })}</p>
        </>
      )}
      {step.at === 'compare' && (
        <>
          <p role="status">{busy ? t('link.confirm-there-todo') : t('link.compare-here')}</p>
          <LinkWords words={step.words} />
          {busy && <Busy />}
          <div className="row">
            {!busy && <Button look="primary" onPress={() => void same()}>{t('link.same')}</Button>}
            <Button look="danger" onPress={() => void differs()}>{t('link.differs')}</Button>
          </div>
        </>
      )}
      {step.at === 'stopped' && <Notice tone="danger" role="alert" title={t('link.stopped')}><p>{t('link.stopped-todo')}</p></Notice>}
      {step.at === 'over' && <FailureNotice failure={step.failure} />}
      <div className="row">
        {(step.at === 'over' || step.at === 'stopped') && <Button look="primary" onPress={() => setRound(round + 1)}>{t('link.again')}</Button>}
        <Button look="quiet" onPress={onBack}>{t('link.back')}</Button>
      </div>
    </div>
  );
}
