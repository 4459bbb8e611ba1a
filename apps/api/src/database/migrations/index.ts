/** Every migration in order. A released migration is never edited; each room adds its own file and a line here. */
import type { MigrationObject } from '@mikro-orm/core';
import { Messaging } from '../../messaging/migration/index.js';
import { Retention } from '../../messaging/migration/retention.js';
import { Identity } from './0001-identity.js';
import { Devices } from './0003-devices.js';
import { Files } from './0006-files.js';
import { Suites } from './0007-suites.js';
import { Successors } from './0008-successors.js';
import { CaseFiles } from './0009-case-files.js';
import { Links } from './0010-links.js';
import { RetentionHours } from './0011-retention-hours.js';
import { Requests } from './0012-requests.js';
import { Matters } from './0015-matters.js';
import { Meetings } from './0020-meetings.js';
import { Outcomes } from './0021-outcomes.js';
import { Assets } from './0022-assets.js';
import { KindsOfSessions } from './0023-kinds-of-sessions.js';
import { Invitations } from './0024-invitations.js';
import { Editors } from './0025-editors.js';
import { NoticeAndWaivers } from './0028-notice-and-waivers.js';
import { StatedDays } from './0029-stated-days.js';
import { MatterYears } from './0030-matter-years.js';

export const migrations: MigrationObject[] = [
  { name: '0001-identity', class: Identity },
  { name: '0002-messaging', class: Messaging },
  { name: '0003-devices', class: Devices },
  { name: '0004-retention', class: Retention },
  { name: '0006-files', class: Files },
  { name: '0007-suites', class: Suites },
  { name: '0008-successors', class: Successors },
  { name: '0009-case-files', class: CaseFiles },
  { name: '0010-links', class: Links },
  { name: '0011-retention-hours', class: RetentionHours },
  { name: '0012-requests', class: Requests },
  { name: '0015-matters', class: Matters },
  { name: '0020-meetings', class: Meetings },
  { name: '0021-outcomes', class: Outcomes },
  { name: '0022-assets', class: Assets },
  { name: '0023-kinds-of-sessions', class: KindsOfSessions },
  { name: '0024-invitations', class: Invitations },
  { name: '0025-editors', class: Editors },
  { name: '0028-notice-and-waivers', class: NoticeAndWaivers },
  { name: '0029-stated-days', class: StatedDays },
  { name: '0030-matter-years', class: MatterYears },
];
