import '../directory/pages.css';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { setTitle } from '../notices/title.js';

/** A page beside the conversations: its title, what it is for, its actions. */
export function Page({ title, lead, back, actions, mark, children }: { title: string; lead?: ReactNode; back?: string; actions?: ReactNode; mark?: ReactNode; children: ReactNode }) {
  const t = useText();
  useEffect(() => { setTitle(`${title} · Comity`); }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        {back !== undefined && <Link href={back} className="button button-icon button-quiet" aria-label={t('action.back')} title={t('action.back')}><Icon name="back" /></Link>}
        {mark}
        <div className="page-head-words">
          <h1><bdi>{title}</bdi></h1>
          {lead !== undefined && <p className="muted">{lead}</p>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      <div className="page-body">{children}</div>
    </div>
  );
}
