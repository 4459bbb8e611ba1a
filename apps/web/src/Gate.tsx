/** One screen for each phase. A ceremony that must be finished (a recovery code to note) holds its screen. */
import { useEffect, useState } from 'react';
import { usePlace } from './client/hooks.js';
import { later, Later } from './failure/Later.js';
import type { Hold } from './identity/hold.js';
import { invitationLink } from './identity/invitation-link.js';
import { Elsewhere } from './identity/Elsewhere.js';
import { SignIn } from './identity/SignIn.js';
import { Splash } from './identity/Splash.js';
import { forgetSign, lastSign } from './shell/sign-of-life.js';

const SetUp = later(() => import('./identity/SetUp.js').then((m) => ({ default: m.SetUp })));
const Enrol = later(() => import('./identity/Enrol.js').then((m) => ({ default: m.Enrol })));
const OpenVault = later(() => import('./identity/OpenVault.js').then((m) => ({ default: m.OpenVault })));
const Awaiting = later(() => import('./identity/Awaiting.js').then((m) => ({ default: m.Awaiting })));
const Locked = later(() => import('./identity/Locked.js').then((m) => ({ default: m.Locked })));
const loadShell = () => import('./shell/Shell.js');
const Shell = later(() => loadShell().then((m) => ({ default: m.Shell })));
// Whoever was inside here last will most likely be again: what they see comes while the worker opens what is stored.
if (lastSign() !== null) loadShell().catch(() => undefined);

export function Gate() {
  const at = usePlace();
  const [hold, setHold] = useState<Hold>(null);
  // The link is read once: afterwards it leaves the address bar, where others could read it.
  const [invited, setInvited] = useState(() => invitationLink(location));
  useEffect(() => { if (at.phase !== 'ready' && at.phase !== 'starting') forgetSign(); }, [at.phase]);
  return <Later fallback={<Splash />}>{screen()}</Later>;

  function screen() {
    if (at.phase === 'elsewhere') return <Elsewhere />;
    if (at.phase === 'set-up-needed' || hold === 'set-up') return <SetUp onHold={setHold} />;
    if (hold === 'enrolment' || (invited !== null && at.phase === 'signed-out')) return <Enrol link={invited ?? ''} onHold={setHold} onDone={() => setInvited(null)} />;
    switch (at.phase) {
      case 'starting': return <Splash />;
      case 'signed-out': return <SignIn />;
      case 'vault-closed': return <OpenVault />;
      case 'awaiting-vouching': return <Awaiting />;
      case 'locked': return <Locked />;
      case 'ready': return <Shell />;
    }
  }
}
