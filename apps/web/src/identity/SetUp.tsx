import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { OfficerInput } from '@comity/sdk';
import type { Hold } from './hold.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useAction, useClient } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { StateChoice } from '../states/StateChoice.js';
import { Frame } from './Frame.js';
import { OfficerFields } from './OfficerFields.js';
import { RecoveryCode } from './RecoveryCode.js';
import { setUpToken } from './set-up-token.js';

type Step = 'network' | 'first' | 'second' | 'review' | 'codes';

/** The founding ceremony: two officers at one screen, each with secrets of their own, found the network together. */
export function SetUp({ onHold }: { onHold(hold: Hold): void }) {
  const t = useText();
  const client = useClient();
  const { run, busy, failure } = useAction();
  const [step, setStep] = useState<Step>('network');
  const [token, setToken] = useState(() => setUpToken(location.hash) ?? '');
  const [networkName, setNetworkName] = useState('');
  const [secretariatName, setSecretariatName] = useState('');
  const [state, setState] = useState('UN');
  const [officers, setOfficers] = useState<OfficerInput[]>([]);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [confirmed, setConfirmed] = useState(0);

  const found = async (): Promise<void> => {
    const [first, second] = officers;
    if (!first || !second) return;
    onHold('set-up');
    const done = await run((client) => client.remote.setUp({ token: token.trim(), networkName: networkName.trim(), secretariat: { name: secretariatName.trim(), state }, officers: [first, second] }));
    if (done) { setCodes(done.recoveryCodes); setStep('codes'); }
    else onHold(null);
  };
  const steps: readonly Step[] = ['network', 'first', 'second', 'review', 'codes'];
  const position = steps.indexOf(step) + 1;
  const code = codes[confirmed];

  return (
    <Frame title={t('set-up.title')} lead={t('set-up.lead')}>
      <p className="steps" role="status">{t('set-up.step', { position, total: steps.length })} <strong>{t(`set-up.step-${step}`)}</strong></p>
      {step === 'network' && (
        <Form className="stack" onSubmit={(event) => { event.preventDefault(); setStep('first'); }}>
          <Field label={t('set-up.token')} hint={t('set-up.token-hint')} value={token} onChange={setToken} dir="ltr" mono isRequired autoComplete="off" />
          <Field label={t('set-up.network-name')} value={networkName} onChange={setNetworkName} isRequired maxLength={120} autoComplete="off" />
          <Field label={t('set-up.secretariat')} value={secretariatName} onChange={setSecretariatName} isRequired maxLength={200} autoComplete="off" />
          <StateChoice label={t('set-up.secretariat-state')} value={state} onChange={setState} />
          <Button look="primary" type="submit" wide>{t('action.next')}</Button>
        </Form>
      )}
      {step === 'first' && <OfficerFields key="first" heading={t('set-up.officer-first')} taken={[]} onDone={(officer) => { setOfficers([officer]); setStep('second'); }} />}
      {step === 'second' && <OfficerFields key="second" heading={t('set-up.officer-second')} taken={officers.map((o) => o.login)} onDone={(officer) => { setOfficers([...officers.slice(0, 1), officer]); setStep('review'); }} />}
      {step === 'review' && (
        <div className="stack">
          <dl className="facts">
            <div><dt>{t('set-up.network-name')}</dt><dd><bdi>{networkName}</bdi></dd></div>
            <div><dt>{t('set-up.secretariat')}</dt><dd><bdi>{secretariatName}</bdi></dd></div>
            {officers.map((officer, i) => <div key={officer.login}><dt>{i === 0 ? t('set-up.officer-first') : t('set-up.officer-second')}</dt><dd><bdi>{officer.name}</bdi> <code dir="ltr">{officer.login}</code></dd></div>)}
          </dl>
          <p>{t('set-up.review')}</p>
          <FailureNotice failure={failure} />
          <div className="row">
            <Button onPress={() => { setOfficers([]); setStep('network'); }} isDisabled={busy}>{t('set-up.start-over')}</Button>
            <Button look="primary" isPending={busy} onPress={() => void found()}>{busy ? t('set-up.founding') : t('set-up.found')}</Button>
          </div>
        </div>
      )}
      {step === 'codes' && code !== undefined && (
        <RecoveryCode key={confirmed} code={code} owner={officers[confirmed]?.name ?? null} check={(typed) => client.remote.checkRecoveryCode(typed, officers[confirmed]?.login)} onConfirmed={() => {
          if (confirmed + 1 < codes.length) setConfirmed(confirmed + 1);
          else onHold(null);
        }} />
      )}
    </Frame>
  );
}
