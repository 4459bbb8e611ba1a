import { useState } from 'react';
import type { Failure } from '@comity/sdk';
import type { Hold } from './hold.js';
import { useAction, useClient } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';
import { NetworkFields, type NetworkEntry } from './NetworkFields.js';
import { OfficerFields, type Officer } from './OfficerFields.js';
import { Founded } from './Founded.js';
import { RecoveryCode } from './RecoveryCode.js';
import { Review, type Part } from './Review.js';
import { setUpToken } from './set-up-token.js';

type Step = Part | 'review' | 'codes' | 'pin';
const steps: readonly Step[] = ['network', 'first', 'second', 'review', 'codes', 'pin'];

/** The founding ceremony: two officers at one screen, each with secrets of their own, found the network together. */
export function SetUp({ onHold }: { onHold(hold: Hold): void }) {
  const t = useText();
  const client = useClient();
  const { run, busy, failure } = useAction();
  const [step, setStep] = useState<Step>('network');
  const [network, setNetwork] = useState<NetworkEntry>(() => ({ token: setUpToken(location.hash) ?? '', name: '', secretariat: '', state: 'UN' }));
  const [first, setFirst] = useState<Officer | null>(null);
  const [second, setSecond] = useState<Officer | null>(null);
  const [founded, setFounded] = useState<{ recoveryCodes: [string, string]; pin: string } | null>(null);
  const [confirmed, setConfirmed] = useState(0);

  const found = async (codes: readonly [string, string]): Promise<void> => {
    if (!first || !second) return;
    const officer = ({ totpSecret, ...own }: Officer, code: string) => ({ ...own, totp: { secret: totpSecret, code } });
    // The phase moves on as soon as the network exists; the codes have to be noted first.
    onHold('set-up');
    const done = await run((client) => client.remote.setUp({ token: network.token, networkName: network.name, secretariat: { name: network.secretariat, state: network.state }, officers: [officer(first, codes[0]), officer(second, codes[1])] }));
    if (done) { setFounded(done); setStep('codes'); }
    else onHold(null);
  };
  const go = (next: Step): void => setStep(next);
  const code = founded?.recoveryCodes[confirmed];
  const noting = confirmed === 0 ? first : second;

  return (
    <Frame title={t('set-up.title')} lead={t('set-up.lead')}>
      <p className="steps" role="status">{t('set-up.step', { position: steps.indexOf(step) + 1, total: steps.length })} <strong>{t(`set-up.step-${step}`)}</strong></p>
      {step === 'network' && <NetworkFields before={network} onDone={(entry) => { setNetwork(entry); go(first && second ? 'review' : 'first'); }} />}
      {step === 'first' && <OfficerFields key="first" heading={t('set-up.officer-first')} before={first} taken={second ? [second.login] : []} onDone={(officer) => { setFirst(officer); go(second ? 'review' : 'second'); }} />}
      {step === 'second' && <OfficerFields key="second" heading={t('set-up.officer-second')} before={second} taken={first ? [first.login] : []} onDone={(officer) => { setSecond(officer); go('review'); }} />}
      {step === 'review' && first && second && <Review network={network} officers={[first, second]} busy={busy} failure={failure satisfies Failure | null} onChange={go} onFound={(codes) => void found(codes)} />}
      {step === 'codes' && code !== undefined && (
        <RecoveryCode key={confirmed} code={code} owner={noting?.name ?? null} check={(typed) => client.remote.checkRecoveryCode(typed, noting?.login)} onConfirmed={() => {
          if (confirmed === 0) setConfirmed(1);
          else go('pin');
        }} />
      )}
      {step === 'pin' && founded && <Founded pin={founded.pin} onDone={() => onHold(null)} />}
    </Frame>
  );
}
