import { Link } from 'wouter';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';

/** The way to the sessions, and to talks with another office. */
export function SessionsLink({ active }: { active: boolean }) {
  const t = useText();
  return (
    <li>
      <Link href="/sessions" className="nav-link" {...(active ? { 'aria-current': 'page' as const } : {})}><Icon name="calendar" /><span className="nav-label">{t('hall.title')}</span></Link>
    </li>
  );
}
