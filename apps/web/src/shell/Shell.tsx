import './shell.css';
import '../messaging/messaging.css';
import { useCallback, useEffect, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import type { PractitionerId, SpaceId } from '@comity/contracts';
import type { ComityEvent } from '@comity/sdk';
import { useClient, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { later, Later } from '../failure/Later.js';
import { Finding, FindingContext } from '../find/finding.js';
import { laterMessages } from '../i18n/locale.js';
import { useText } from '../i18n/text.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { SpaceList } from '../messaging/SpaceList.js';
import { SpacePage } from '../messaging/SpacePage.js';
import { setTitle } from '../notices/title.js';
import { focusPage } from './focus-page.js';
import { Nav } from './Nav.js';
import { NotFound } from './NotFound.js';
import { useIdleLock } from './idle-lock.js';
import { useShortcuts } from './shortcuts.js';
import { TourContext } from './tour-context.js';

const Welcome = later(() => import('./Welcome.js').then((m) => ({ default: m.Welcome })));
const NewChannel = later(() => import('../messaging/NewChannel.js').then((m) => ({ default: m.NewChannel })));
const Directory = later(() => import('../directory/Directory.js').then((m) => ({ default: m.Directory })));
const PersonPage = later(() => import('../directory/PersonPage.js').then((m) => ({ default: m.PersonPage })));
const Desk = later(() => import('../governance/Desk.js').then((m) => ({ default: m.Desk })));
const FiguresPage = later(() => import('../figures/FiguresPage.js').then((m) => ({ default: m.FiguresPage })));
const Alarms = later(() => import('../alarms/Alarms.js').then((m) => ({ default: m.Alarms })));
const Account = later(() => import('../account/Account.js').then((m) => ({ default: m.Account })));
const Notices = later(() => import('../notices/Notices.js').then((m) => ({ default: m.Notices })));
const InboxPage = later(() => import('../inbox/InboxPage.js').then((m) => ({ default: m.InboxPage })));
const SearchPage = later(() => import('../find/SearchPage.js').then((m) => ({ default: m.SearchPage })));
const SpaceFiles = later(() => import('../files/SpaceFiles.js').then((m) => ({ default: m.SpaceFiles })));
const RequestsPage = later(() => import('../casework/RequestsPage.js').then((m) => ({ default: m.RequestsPage })));
const NewRequest = later(() => import('../casework/RequestForm.js').then((m) => ({ default: m.NewRequest })));
const RevisedRequest = later(() => import('../casework/RequestForm.js').then((m) => ({ default: m.RevisedRequest })));
const MatterPage = later(() => import('../casework/MatterPage.js').then((m) => ({ default: m.MatterPage })));
const Offers = later(() => import('../offers/Offers.js').then((m) => ({ default: m.Offers })));
const LetterPage = later(() => import('../letter/LetterPage.js').then((m) => ({ default: m.LetterPage })));
const EvidencePage = later(() => import('../evidence/EvidencePage.js').then((m) => ({ default: m.EvidencePage })));
const StepRefused = later(() => import('../casework/StepRefused.js').then((m) => ({ default: m.StepRefused })));
const Register = later(() => import('../register/Register.js').then((m) => ({ default: m.Register })));
const MyTasks = later(() => import('../register/MyTasks.js').then((m) => ({ default: m.MyTasks })));
const Sessions = later(() => import('../meetings/Sessions.js').then((m) => ({ default: m.Sessions })));
const Transfers = later(() => import('../files/Transfers.js').then((m) => ({ default: m.Transfers })));
const Settings = later(() => import('../settings/Settings.js').then((m) => ({ default: m.Settings })));
const Palette = later(() => import('./Palette.js').then((m) => ({ default: m.Palette })));
const ShortcutsSheet = later(() => import('./ShortcutsSheet.js').then((m) => ({ default: m.ShortcutsSheet })));
const Tour = later(() => import('./Tour.js').then((m) => ({ default: m.Tour })));
const LinkHost = later(() => import('../linking/LinkHost.js').then((m) => ({ default: m.LinkHost })));
const StepUpHost = later(() => import('./StepUp.js').then((m) => ({ default: m.StepUpHost })));

/** Everything behind the door: navigation, the list of conversations beside one of them, or a page. */
export function Shell() {
  const t = useText();
  const client = useClient();
  const { preferences, change } = usePreferences();
  const [path] = useLocation();
  const [finding] = useState(() => new Finding(client));
  const [open, setOpen] = useState<'palette' | 'shortcuts' | 'tour' | null>(null);
  const startTour = useCallback(() => { change({ tourOffered: true }); setOpen('tour'); }, [change]);
  const overdue = useIdleLock(preferences.lockMinutes, () => void client.remote.lock());
  useShortcuts({ singleKeys: preferences.singleKeys, blocked: open !== null, onPalette: () => setOpen('palette'), onShortcuts: () => setOpen('shortcuts') });
  usePersistence();
  const [lost, setLost] = useState<Extract<ComityEvent, { type: 'step-refused' }> | null>(null);
  useEffect(() => client.on((event) => { if (event.type === 'step-refused') setLost(event); }), [client]);
  // What the other screens say is here before they are opened, and what was said is indexed before it is searched.
  useEffect(() => {
    const timer = setTimeout(() => {
      void laterMessages();
      client.remote.search({ text: '', offset: 0, limit: 0 }).catch(() => undefined);
    }, 2_000);
    return () => clearTimeout(timer);
  }, [client]);
  const unread = (useSpaces().value ?? []).reduce((sum, space) => sum + space.unread, 0);
  const withList = path === '/' || path === '/new' || path.startsWith('/spaces/');
  useEffect(() => { if (path === '/') setTitle('Comity'); }, [path]);
  if (overdue) return <Busy />;
  return (
    <TourContext value={startTour}>
    <FindingContext value={finding}>
    <div className={`shell${withList ? ' shell-with-list' : ''}${path === '/' ? ' shell-at-list' : ''}${path.startsWith('/spaces/') ? ' shell-in-thread' : ''}`}>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); focusPage(); }}>{t('shell.skip')}</a>
      <Later as="quiet"><Notices /></Later>
      <Nav unread={unread} onPalette={() => setOpen('palette')} onShortcuts={() => setOpen('shortcuts')} />
      {withList && <Route path="/spaces/:id/*?"><SpaceList /></Route>}
      {withList && !path.startsWith('/spaces/') && <SpaceList main={path === '/'} />}
      <main id="main" className="main" tabIndex={-1}>
        <Later fallback={<Busy />}>
          <Switch>
            <Route path="/"><Welcome /></Route>
            <Route path="/new"><NewChannel /></Route>
            <Route path="/spaces/:id/files">{({ id }) => <SpaceFiles key={id} id={id as SpaceId} />}</Route>
            <Route path="/spaces/:id/register/*?">{({ id, '*': rest }) => <Register key={id} id={id as SpaceId} rest={rest ?? ''} />}</Route>
            <Route path="/spaces/:id/*?">{({ id, '*': rest }) => <SpacePage id={id as SpaceId} rest={rest ?? ''} />}</Route>
            <Route path="/requests"><RequestsPage /></Route>
            <Route path="/requests/new"><NewRequest /></Route>
            <Route path="/requests/:id/draft">{({ id }) => <RevisedRequest key={id} space={id as SpaceId} />}</Route>
            <Route path="/requests/:id/letter/*?">{({ id, '*': rest }) => <LetterPage key={id} id={id as SpaceId} rest={rest ?? ''} />}</Route>
            <Route path="/requests/:id">{({ id }) => <MatterPage key={id} id={id as SpaceId} />}</Route>
            <Route path="/evidence"><EvidencePage /></Route>
            <Route path="/tasks"><MyTasks /></Route>
            <Route path="/offers/*?">{({ '*': rest }) => <Offers rest={rest ?? ''} />}</Route>
            <Route path="/sessions/*?">{({ '*': rest }) => <Sessions rest={rest ?? ''} />}</Route>
            <Route path="/transfers"><Transfers /></Route>
            <Route path="/directory"><Directory /></Route>
            <Route path="/directory/:id">{({ id }) => <PersonPage key={id} id={id as PractitionerId} />}</Route>
            <Route path="/desk"><Desk /></Route>
            <Route path="/figures"><FiguresPage /></Route>
            <Route path="/alarms"><Alarms /></Route>
            <Route path="/account"><Account /></Route>
            <Route path="/inbox"><InboxPage /></Route>
            <Route path="/search"><SearchPage /></Route>
            <Route path="/settings"><Settings /></Route>
            <Route><NotFound /></Route>
          </Switch>
        </Later>
      </main>
      <Later as="quiet"><LinkHost /></Later>
      <Later as="quiet"><StepUpHost /></Later>
      <Later onClose={() => { setOpen(null); setLost(null); }}>
        {lost && <StepRefused space={lost.space} refused={lost.refused} onClose={() => setLost(null)} />}
        {open === 'palette' && <Palette onClose={() => setOpen(null)} onShortcuts={() => setOpen('shortcuts')} />}
        {open === 'tour' && <Tour onClose={() => setOpen(null)} />}
        {open === 'shortcuts' && <ShortcutsSheet onClose={() => setOpen(null)} />}
      </Later>
    </div>
    </FindingContext>
    </TourContext>
  );
}

/** Asks once, quietly, that the browser keeps this device's keys; the account page shows the answer. */
function usePersistence(): void {
  useEffect(() => { void navigator.storage.persist().catch(() => false); }, []);
}
