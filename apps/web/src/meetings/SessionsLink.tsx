import { useEffect, useRef, useState, type ComponentType } from 'react';
import { Link } from 'wouter';
import { useClient } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';

/** Nobody waits for the count before they read. */
const patience = 3_000;

/** The way to the sessions, and to talks with another office, with how much is new there. */
export function SessionsLink({ active }: { active: boolean }) {
  const t = useText();
  const client = useClient();
  const [Count, setCount] = useState<ComponentType | null>(null);
  useEffect(() => {
    // Without a connection it cannot be loaded: the next thing that happens tries again, and the page stands without it.
    const count = (): void => { import('./SessionSigns.js').then((m) => setCount(() => m.SignsCount), () => undefined); };
    const timer = setTimeout(count, patience), off = client.on((event) => { if (event.type === 'meetings' || (event.type === 'connection' && event.online)) count(); });
    return () => { clearTimeout(timer); off(); };
  }, [client]);
  // It stands last in the bar of a small screen.
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => { if (active) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [active]);
  return (
    <li ref={item}>
      <Link href="/sessions" className="nav-link" {...(active ? { 'aria-current': 'page' as const } : {})}><Icon name="calendar" /><span className="nav-label">{t('hall.title')}</span>{Count && <Count />}</Link>
    </li>
  );
}
