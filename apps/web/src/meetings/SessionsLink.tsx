import { Link } from 'wouter';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { useSecretary, useSessions } from './hooks.js';

/** The way to the sessions, for the secretariat and whoever attends one. */
export function SessionsLink({ active }: { active: boolean }) {
  const t = useText();
  const secretary = useSecretary();
  const { value: sessions } = useSessions();
  if (!secretary && !sessions?.length) return null;
  return (
    <li className="nav-rare">
      <Link href="/sessions" className="nav-link" {...(active ? { 'aria-current': 'page' as const } : {})}><Icon name="calendar" /><span className="nav-label">{t('hall.title')}</span></Link>
    </li>
  );
}
