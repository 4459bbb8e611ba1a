/** What of a listing stands in its address, so that it can be gone back to. Words that somebody looks for never do: browsers write addresses down. */
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { MatterConditions } from '@comity/sdk';
import { kinds } from './law.js';
import { columns, usualOrder, type Order } from './listing.js';

export const views = ['list', 'table', 'board', 'calendar', 'timeline', 'workload'] as const;
export type View = (typeof views)[number];
export interface Place { view: View; conditions: Omit<MatterConditions, 'text'>; order: Order; /** YYYY-MM; null: the present one. */ month: string | null }

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined => known.find((each) => each === value);

/** What it does not know is as if it were not there. */
export function readPlace(search: string): Place {
  const said = new URLSearchParams(search);
  const [state, authority, officer, sort, month] = [said.get('stage'), said.get('authority'), said.get('officer'), said.get('sort') ?? '', said.get('month') ?? ''];
  const kind = oneOf(kinds, said.get('kind'));
  const waitingFor = oneOf(['us', 'them'], said.get('waiting'));
  const by = oneOf(columns, sort.replace('-', ''));
  return {
    view: oneOf(views, said.get('view')) ?? 'list',
    conditions: {
      ...(kind ? { kind } : {}), ...(state ? { state } : {}), ...(waitingFor ? { waitingFor } : {}), ...(authority ? { authority: authority as AuthorityId } : {}), ...(officer ? { officer: officer as PractitionerId } : {}),
      ...(said.has('overdue') ? { overdue: true } : {}), ...(said.has('urgent') ? { urgent: true } : {}), ...(said.has('custody') ? { custody: true } : {}),
    },
    order: by ? { by, down: sort.startsWith('-') } : usualOrder,
    month: /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
  };
}

export function addressOf({ view, conditions: { kind, state, waitingFor, authority, officer, overdue, urgent, custody }, order, month }: Place): string {
  const said = new URLSearchParams();
  if (view !== 'list') said.set('view', view);
  if (kind !== undefined) said.set('kind', kind);
  if (state !== undefined) said.set('stage', state);
  if (waitingFor !== undefined) said.set('waiting', waitingFor);
  if (authority !== undefined) said.set('authority', authority);
  if (officer !== undefined) said.set('officer', officer);
  if (overdue) said.set('overdue', '1');
  if (urgent) said.set('urgent', '1');
  if (custody) said.set('custody', '1');
  if (order.by !== usualOrder.by || order.down !== usualOrder.down) said.set('sort', `${order.down ? '-' : ''}${order.by}`);
  if (month !== null) said.set('month', month);
  return said.size === 0 ? '/requests' : `/requests?${said.toString()}`;
}
