/** What each alarm puts at risk, which decides what is safe and what to do; names and descriptions are in the catalogue by rule. */
import type { AlarmRule } from '@comity/sdk';

export type AlarmClass = 'governance' | 'sender' | 'order' | 'membership' | 'content' | 'vault';

export const alarmClass: Record<AlarmRule, AlarmClass> = {
  'chain-broken': 'governance', 'statement-refused': 'governance', 'pin-mismatch': 'governance', 'statements-rolled-back': 'governance',
  'unknown-device': 'sender', 'device-ended': 'sender', 'bad-signature': 'sender', 'wrong-space': 'sender', 'wrong-epoch': 'order', 'epoch-fork': 'order',
  replayed: 'order', gap: 'order', reordered: 'order', 'transcript-fork': 'order', 'cannot-open': 'content', malformed: 'content', 'unknown-kind': 'content',
  'commit-refused': 'membership', 'commit-malformed': 'membership', 'policy-violation': 'membership', 'foreign-leaf': 'membership', removed: 'membership',
  'receipt-forged': 'sender', 'key-package-refused': 'membership', 'welcome-refused': 'membership', 'vault-tampered': 'vault', 'vault-rolled-back': 'vault',
  'kdf-weakened': 'vault', 'rolled-back': 'order', 'suite-downgrade': 'membership', 'history-refused': 'membership', 'link-tampered': 'vault', 'destroyed-early': 'order', 'request-altered': 'content', 'request-misdated': 'order',
};
