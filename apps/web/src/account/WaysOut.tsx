import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';

const Confirm = later(() => import('../design/Confirm.js').then((m) => ({ default: m.Confirm })));
const ForgetSheet = later(() => import('./ForgetSheet.js').then((m) => ({ default: m.ForgetSheet })));
type Ending = 'here' | 'everywhere' | 'forget';

export function WaysOut() {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [, navigate] = useLocation();
  const [ending, setEnding] = useState<Ending | null>(null);
  const end = (how: Ending): void => {
    setEnding(null);
    void run((client) => client.act(async (remote) => {
      await remote.signOut({ everywhere: how === 'everywhere', forget: how === 'forget' });
      // Whoever signs in next starts at their own beginning.
      navigate('/');
    }));
  };
  return (
    <section className="card">
      <h2>{t('account.leave')}</h2>
      <FailureNotice failure={failure} />
      <div className="ways-out">
        <p>{t('account.sign-out-hint')}</p><Button isDisabled={busy} onPress={() => end('here')}>{t('account.sign-out')}</Button>
        <p>{t('account.everywhere-hint')}</p><Button isDisabled={busy} onPress={() => setEnding('everywhere')}>{t('account.everywhere')}</Button>
        <p>{t('account.forget-hint')}</p><Button look="danger" isDisabled={busy} onPress={() => setEnding('forget')}>{t('account.forget')}</Button>
      </div>
      <Later>
        {ending === 'everywhere' && <Confirm title={t('account.everywhere')} confirm={t('account.everywhere')} onConfirm={() => end('everywhere')} onClose={() => setEnding(null)}>{t('account.everywhere-confirm')}</Confirm>}
        {ending === 'forget' && <ForgetSheet onForget={() => end('forget')} onClose={() => setEnding(null)} />}
      </Later>
    </section>
  );
}
