import type { ReactNode } from 'react';

/** What stands where nothing is yet: what would be here, and the next step. */
export function Empty({ title, children, action, heading = false }: { title: string; heading?: boolean; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Rings />
      {heading ? <h1 className="empty-title">{title}</h1> : <p className="empty-title">{title}</p>}
      {children !== undefined && <p className="muted">{children}</p>}
      {action}
    </div>
  );
}

/** The mark: two rings that share a field, as two authorities share a matter and keep their own. */
export function Rings({ className = 'rings' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 48 32" aria-hidden="true" focusable="false">
      <path className="rings-shared" d="M24 5.800a13 13 0 0 1 0 20.400 13 13 0 0 1 0-20.400Z" />
      <circle cx="16" cy="16" r="13" />
      <circle cx="32" cy="16" r="13" />
    </svg>
  );
}

export function Wordmark() {
  return <span className="wordmark"><Rings className="rings-mark" /><span>Comity</span></span>;
}
