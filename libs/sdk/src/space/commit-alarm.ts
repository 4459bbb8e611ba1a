/** How the rules of commits and groups are called in alarms. */
import type { CommitRule } from '@comity/e2ee';
import type { AlarmRule } from '../api.js';

const alarms: Record<CommitRule, AlarmRule> = {
  'unsupported-proposal': 'commit-refused',
  'credential-swap': 'foreign-leaf',
  'author-not-valid': 'device-ended',
  'stranger-added': 'foreign-leaf',
  'foreign-device-key': 'foreign-leaf',
  'duplicate-device': 'foreign-leaf',
  'key-package-lifetime': 'key-package-refused',
  'added-by-non-owner': 'policy-violation',
  'removed-by-non-owner': 'policy-violation',
  'third-person-in-direct-space': 'policy-violation',
  'removed-from-direct-space': 'policy-violation',
  'external-join-of-stranger': 'policy-violation',
  'external-join-replaces-other': 'policy-violation',
  'policy-unreadable': 'policy-violation',
  'policy-changed-by-non-owner': 'policy-violation',
  'policy-kind-changed': 'policy-violation',
  'history-widened': 'policy-violation',
  'suite-changed': 'suite-downgrade',
  'suite-does-not-fit': 'suite-downgrade',
  'owner-unknown': 'policy-violation',
  'owner-outside': 'policy-violation',
  'no-owner-inside': 'policy-violation',
  'welcomed-by-non-owner': 'welcome-refused',
};

export const alarmOf = (rule: CommitRule): AlarmRule => alarms[rule];
