/** Failures in words: what happened, what is safe, what to do. Every failure of the SDK has its texts. */
import type { ProblemCode } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import type { PlainId } from '../i18n/text.js';

export interface Explanation { what: PlainId; safe: PlainId; todo: PlainId; reference: string | null }

type Advice = readonly [safe: PlainId, todo: PlainId];
const retry: Advice = ['safe.nothing-changed', 'todo.retry'];
const wait: Advice = ['safe.nothing-lost', 'todo.wait'];
const check: Advice = ['safe.nothing-changed', 'todo.check-entry'];
const operator: Advice = ['safe.keys-stay', 'todo.ask-operator'];
const focal: Advice = ['safe.nothing-changed', 'todo.ask-focal-point'];
const again: Advice = ['safe.keys-stay', 'todo.sign-in-again'];
const automatic: Advice = ['safe.nothing-lost', 'todo.repairs-itself'];

const advice: Record<ProblemCode, Advice> = {
  'invalid-input': check, 'not-signed-in': again, 'sign-in-refused': check, 'step-up-required': retry, 'foreign-origin': operator,
  'not-allowed': focal, 'device-required': again, 'not-found': focal, 'already-exists': check, 'stale-epoch': automatic, 'stale-version': retry,
  'space-barred': automatic, 'not-acceptable': retry, 'last-owner': ['safe.nothing-changed', 'todo.name-owner'], 'space-full': ['safe.nothing-changed', 'todo.make-room'], 'suite-refused': operator, 'quota-exceeded': ['safe.nothing-changed', 'todo.file.make-room'], 'too-large': check, 'statement-refused': operator, 'wrong-epoch': automatic,
  'wrong-sender': operator, malformed: operator, 'too-many-requests': wait, 'slow-down': wait, 'protocol-version': ['safe.keys-stay', 'todo.reload'],
  'set-up-needed': operator, unavailable: wait, 'no-room': wait, unexpected: operator,
};

export function explain(failure: Failure): Explanation {
  switch (failure.kind) {
    case 'problem': {
      const { code, reference } = failure.problem;
      const [safe, todo] = advice[code] ?? operator;
      return { what: `problem.${code}`, safe, todo, reference: reference ?? null };
    }
    case 'offline': return { what: 'failure.offline', safe: 'safe.nothing-lost', todo: 'todo.wait-for-connection', reference: null };
    case 'alarm': return { what: `alarm.${failure.rule}.name`, safe: 'safe.check-held', todo: 'todo.see-alarms', reference: failure.rule };
    case 'file': {
      const foreign = failure.file === 'tampered' || failure.file === 'truncated' || failure.file === 'extended';
      return { what: `failure.file.${failure.file}`, safe: foreign ? 'safe.check-held' : 'safe.nothing-lost', todo: `todo.file.${failure.file}`, reference: failure.chunk === null ? null : `${failure.file} ${failure.chunk}` };
    }
    case 'wrong-passphrase': return { what: 'failure.wrong-passphrase', safe: 'safe.nothing-changed', todo: 'todo.check-entry', reference: null };
    case 'wrong-passkey': return { what: 'devices.wrong-passkey', safe: 'safe.nothing-changed', todo: 'devices.wrong-passkey-todo', reference: null };
    case 'wrong-recovery-code': return { what: 'failure.wrong-recovery-code', safe: 'safe.nothing-changed', todo: `devices.code-${failure.fault}`, reference: null };
    case 'link-ended': return { what: 'link.ended', safe: 'safe.nothing-changed', todo: 'link.ended-todo', reference: null };
    case 'law': return { what: 'problem.not-acceptable', safe: 'safe.nothing-changed', todo: 'todo.check-entry', reference: failure.refusal.article };
    case 'clock-ahead': return { what: 'failure.clock-ahead', safe: 'safe.nothing-changed', todo: 'todo.set-clock', reference: null };
    case 'closed': return { what: 'closing.failure', safe: 'safe.nothing-changed', todo: 'closing.failure-todo', reference: null };
    case 'not-ready': return { what: 'failure.not-ready', safe: 'safe.nothing-changed', todo: 'todo.retry', reference: null };
    // The worker throws nothing else: what the window throws is a part of the program that did not load.
    default: failure satisfies never; return { what: 'failure.part', safe: 'safe.nothing-lost', todo: 'failure.part-todo', reference: null };
  }
}
