import { Link, useLocation } from 'wouter';
import { useClient, useOnline, useSelf, useSpaces, useWatch } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Rings } from '../design/Empty.js';
import { Icon, type IconName } from '../design/Icon.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { unreadSteps } from '../notices/decision.js';

const SessionsLink = later(() => import('../meetings/SessionsLink.js').then((m) => ({ default: m.SessionsLink })));

interface Place { href: string; icon: IconName; label: string; count: number; countLabel: string; active: boolean; alarm?: boolean; rare?: boolean }

/** The rail at the side, the bar at the bottom of a small screen. */
export function Nav({ unread, onPalette, onShortcuts }: { unread: number; onPalette(): void; onShortcuts(): void }) {
  const t = useText();
  const client = useClient();
  const online = useOnline();
  const self = useSelf();
  const [path] = useLocation();
  const alarms = (useWatch(client.alarms()).value ?? []).filter((alarm) => !alarm.acknowledged).length;
  const waiting = (useSpaces().value ?? []).reduce((sum, space) => sum + space.alerts + (space.settings.level === 'none' ? 0 : space.mentions), 0);
  const steps = unreadSteps(useSpaces().value ?? [], useWatch(client.matters()).value ?? []);
  const offers = (useWatch(client.offers()).value ?? []).filter((offer) => offer.waiting).length;
  const transfers = useWatch(client.transfers()).value ?? [];
  const moving = transfers.filter(({ state }) => state !== 'done').length;
  const answers = self.role === 'officer' || self.role === 'focal-point';
  const at = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  const places: Place[] = [
    { href: '/', icon: 'spaces', label: t('nav.spaces'), count: unread, countLabel: t('space.unread', { count: unread }), active: path === '/' || path === '/new' || at('/spaces') },
    { href: '/inbox', icon: 'inbox', label: t('nav.inbox'), count: waiting, countLabel: t('nav.inbox-waiting', { count: waiting }), active: at('/inbox') },
    { href: '/requests', icon: 'request', label: t('nav.requests'), count: steps, countLabel: t('nav.requests-steps', { count: steps }), active: at('/requests') },
    { href: '/offers', icon: 'key', label: t('nav.offers'), count: offers, countLabel: t('nav.offers-waiting', { count: offers }), active: at('/offers'), rare: true },
    // Only while there is something to see: the bar of a small screen is full.
    ...(transfers.length > 0 || at('/transfers') ? [{ href: '/transfers', icon: 'transfers' as const, label: t('attach.transfers'), count: moving, countLabel: t('attach.moving', { count: moving }), active: at('/transfers') }] : []),
    { href: '/directory', icon: 'directory', label: t('nav.directory'), count: 0, countLabel: '', active: at('/directory') },
    ...(answers ? [{ href: '/desk', icon: 'desk' as const, label: t('nav.desk'), count: 0, countLabel: '', active: at('/desk') }] : []),
    { href: '/alarms', icon: 'alarm', label: t('nav.alarms'), count: alarms, countLabel: t('nav.alarms-open', { count: alarms }), active: at('/alarms'), alarm: true, rare: alarms === 0 && !at('/alarms') },
    { href: '/account', icon: 'account', label: t('nav.account'), count: 0, countLabel: '', active: at('/account') },
    { href: '/settings', icon: 'settings', label: t('nav.settings'), count: 0, countLabel: '', active: at('/settings'), rare: true },
  ];
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <Rings className="nav-mark" />
      <ul>{places.map((place) => <li key={place.href} {...(place.rare ? { className: 'nav-rare' } : {})}><NavLink {...place} /></li>)}<Later as="quiet"><SessionsLink active={at('/sessions')} /></Later></ul>
      <div className="nav-foot">
        {!online && <span className="nav-offline" role="status" title={t('state.offline')}><Icon name="offline" /><span className="visually-hidden">{t('state.offline')}</span></span>}
        <IconButton icon="search" label={t('palette.open')} onPress={onPalette} />
        <IconButton icon="info" label={t('shortcuts.open')} onPress={onShortcuts} />
        <IconButton icon="lock" label={t('shell.lock')} onPress={() => void client.remote.lock()} />
      </div>
    </nav>
  );
}

function NavLink({ href, icon, label, count, countLabel, active, alarm = false }: Place) {
  const format = useFormat();
  return (
    <Link href={href} className="nav-link" {...(active ? { 'aria-current': 'page' as const } : {})}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
      {count > 0 && <span className={alarm ? 'nav-count nav-count-alarm' : 'nav-count'}><span aria-hidden="true">{format.number(count)}</span><span className="visually-hidden">{countLabel}</span></span>}
    </Link>
  );
}
