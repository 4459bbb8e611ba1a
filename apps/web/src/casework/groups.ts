/** On whom each request waits, and until when. */
import type { MatterSummary } from '@comity/sdk';

export const groupNames = ['us', 'them', 'drafts', 'closed'] as const;
export type GroupName = (typeof groupNames)[number];

export function groupOf({ transmittedAt, waitingFor }: Pick<MatterSummary, 'transmittedAt' | 'waitingFor'>): GroupName {
  if (waitingFor === 'nobody') return 'closed';
  return transmittedAt === null ? 'drafts' : waitingFor;
}

/** What is overdue longest, or due first, comes first, then what is urgent, then what moved last. */
export function inOrder(a: MatterSummary, b: MatterSummary): number {
  if (a.nextDue !== b.nextDue) return a.nextDue === null ? 1 : b.nextDue === null ? -1 : a.nextDue.localeCompare(b.nextDue);
  if (a.urgent !== b.urgent) return a.urgent ? -1 : 1;
  return b.lastStepAt.localeCompare(a.lastStepAt);
}

const hour = 3_600_000;
const day = 24 * hour;
/** How far away an instant is, in the unit in which people would say it: whole days, or hours on the last one. */
export function distance(instant: string, now: Date): { late: boolean; unit: 'days' | 'hours'; count: number; near: boolean } {
  const away = Date.parse(instant) - now.getTime();
  const far = Math.abs(away);
  return { late: away < 0, near: away >= 0 && away < 3 * day, ...(far >= day ? { unit: 'days', count: Math.floor(far / day) } : { unit: 'hours', count: Math.floor(far / hour) }) };
}
