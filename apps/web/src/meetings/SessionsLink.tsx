import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useClient } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';

const SignsCount = lazy(() => import('./SessionSigns.js').then((m) => ({ default: m.SignsCount })));
/** Nobody waits for the count before they read. */
const patience = 3_000;

/** The way to the sessions, and to talks with another office, with how much is new there. */
export function SessionsLink({ active }: { active: boolean }) {
  const t = useText();
  const client = useClient();
  const [counted, setCounted] = useState(false);
  useEffect(() => {
    const count = (): void => setCounted(true), timer = setTimeout(count, patience), off = client.on((event) => { if (event.type === 'meetings') count(); });
    return () => { clearTimeout(timer); off(); };
  }, [client]);
  // It stands last in the bar of a small screen.
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => { if (active) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [active]);
  return (
    <li ref={item}>
      <Link href="/sessions" className="nav-link" {...(active ? { 'aria-current': 'page' as const } : {})}><Icon name="calendar" /><span className="nav-label">{t('hall.title')}</span>{counted && <Suspense><SignsCount /></Suspense>}</Link>
    </li>
  );
}
