/** A space as callers see it in lists and heads. */
import { devicesAllowed, suites } from '@comity/contracts';
import type { PolicyView, SpaceView } from '../api.js';
import type { Surroundings } from '../surroundings.js';
import { Present } from './present.js';
import type { Space } from './space.js';
import { successorsIn } from './successors.js';

export function viewSpace(space: Space, env: Surroundings): SpaceView {
  const { record, reading, outbox } = space;
  const members = space.members();
  const owners = space.owners();
  const self = env.secrets.practitioner;
  const { unread, mentions } = reading.total;
  const preview = record.preview === null ? null : { sender: record.preview.sender, text: record.preview.text };
  const acknowledging = outbox.acts().filter(({ content }) => content.type === 'acknowledge').length;
  return {
    id: record.id, kind: record.kind, title: record.title, purpose: record.purpose,
    within: record.within ?? null, strangers: space.strangers(),
    other: record.kind === 'direct' ? (owners.find((person) => person !== self) ?? members.find((person) => person !== self) ?? null) : null,
    owners, members, canManage: record.kind !== 'direct' && owners.includes(self) && !record.left, successors: successorsIn(space, env), left: record.left, closed: space.closed, readOnly: space.readOnly,
    unread, mentions, alerts: Math.max(0, record.alerts.length - acknowledging), topics: new Present(space, env).topics(), settings: env.settingsOf(record.id),
    lastActivity: record.lastActivity, preview, epoch: record.epoch ?? 0, suite: record.suite, postQuantum: record.suite === suites.hybrid, room: record.suite === suites.hybrid ? devicesAllowed(record.suite) : null,
    policy: policyView(space.policy() ?? openPolicy), sync: syncOf(space, env), alarms: env.alarms.of(record.id),
  };
}

export const policyView = ({ history, retention, hold }: PolicyView): PolicyView => ({ history, retention, hold });
/** Before anything is known. */
const openPolicy: PolicyView = { history: 'none', retention: null, hold: false };

function syncOf(space: Space, env: Surroundings): SpaceView['sync'] {
  if (space.record.halted !== null || space.trouble !== null) return 'alarm';
  if (!env.link.online) return 'offline';
  if (space.barred || space.record.left) return 'barred';
  return space.syncing || space.record.cursor < space.head ? 'syncing' : 'current';
}
