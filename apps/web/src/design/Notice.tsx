import type { ReactNode } from 'react';
import { Icon } from './Icon.js';

export type Tone = 'info' | 'good' | 'warning' | 'danger';
const icons = { info: 'info', good: 'check', warning: 'alarm', danger: 'alarm' } as const;

export function Notice({ tone, title, children, role, action }: { tone: Tone; title: ReactNode; children?: ReactNode; role?: 'alert' | 'status'; action?: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`} {...(role ? { role } : {})}>
      <Icon name={icons[tone]} />
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {action !== undefined && <div className="notice-action">{action}</div>}
    </div>
  );
}
