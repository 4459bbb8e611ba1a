import { Link } from 'wouter';
import { Empty } from '../design/Empty.js';
import { useText } from '../i18n/text.js';

export function NotFound() {
  const t = useText();
  return <Empty heading title={t('shell.not-found')} action={<Link href="/" className="button button-primary">{t('space.to-list')}</Link>}>{t('shell.not-found-hint')}</Empty>;
}
