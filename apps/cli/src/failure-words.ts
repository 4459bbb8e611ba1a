/** Failures as sentences for the terminal: what happened, and what to do. */
import { problems, type ProblemCode } from '@comity/contracts';
import type { AlarmRule, Failure, FileRule } from '@comity/sdk';

const advice: Partial<Record<ProblemCode, string>> = {
  'not-signed-in': 'Sign in: comity sign-in --login NAME',
  'sign-in-refused': 'Check the login, the passphrase and the code; each code counts once.',
  'step-up-required': 'Your sign-in is too old for this: sign out and in again.',
  'device-required': 'Sign in again, so that this device proves its key.',
  'not-found': 'Look it up with `comity spaces` or `comity people`.',
  unavailable: 'Try again in a moment.',
  unexpected: 'Tell whoever runs the service, with the reference.',
};

/** What is wrong with a file, or with the way to it. */
const files: Record<FileRule, string> = {
  tampered: 'Part of the file is not what the sender sealed: nothing of it was kept. Tell the sender, and whoever runs the service',
  truncated: 'The file is incomplete at the service. Ask the sender to send it again',
  extended: 'The file at the service is longer than what the sender sealed: nothing of it was kept. Tell whoever runs the service',
  'source-needed': 'The file is needed again: run the command with the same file',
  'source-changed': 'The file has changed since it was first sent: send it anew',
  'no-room': 'This device has no room for the file',
  expired: 'The file is no longer kept',
};

export function inWords(failure: Failure): string {
  switch (failure.kind) {
    case 'problem': {
      const { code, detail, errors, reference, retryAfter } = failure.problem;
      const parts = [
        sentence(problems[code][1]), detail === undefined ? '' : sentence(detail),
        ...(errors ?? []).map(({ pointer, rule }) => sentence(`${pointer.split('/').at(-1) ?? ''}: ${rule}`)),
        retryAfter === undefined ? '' : `Wait ${Math.ceil(retryAfter)} seconds.`, advice[code] ?? '', reference === undefined ? '' : `Reference: ${reference}`,
      ];
      return parts.filter((part) => part !== '').join(' ');
    }
    case 'offline': return 'The service cannot be reached. Check --origin and the connection; nothing here was lost.';
    case 'alarm': return `A check refused what the service said (${failure.rule satisfies AlarmRule}); nothing was taken over. See \`comity alarms\`, and tell your focal point.`;
    case 'file': return `${files[failure.file]}${failure.chunk === null ? '' : ` (part ${failure.chunk + 1})`}.`;
    case 'wrong-passphrase': return 'That is not the passphrase of this account.';
    case 'wrong-passkey': return 'That passkey does not open this account.';
    case 'wrong-recovery-code': return failure.fault === 'other' ? 'That is a recovery code, but not the one of this account.' : 'That is not a recovery code: check each group as you noted it.';
    case 'link-ended': return 'The request to link a device is over: ask again on the new device.';
    case 'law': return `The step may not be taken: ${failure.refusal.code}, ${failure.refusal.entry} (${failure.refusal.article}).`;
    case 'clock-ahead': return 'The clock of this device is more than five minutes ahead: set it, then try again.';
    case 'closed': return 'The case file is closed: an owner can open it again.';
    case 'not-ready': return failure.phase === 'locked' ? 'The account is locked: comity unlock' : 'Sign in first: comity sign-in --login NAME';
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`).replace(/^./, (first) => first.toUpperCase());
