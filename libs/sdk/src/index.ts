/** The client of Comity without a screen: what web, command line, demo, tests and benchmarks are built on. */
import type { EvidenceResult } from './evidence.js';
import type { EvidenceOptions } from './evidence/verify.js';

export * from './api.js';
export { offeredWords } from './matter/source-words.js';
export { tableText } from './meeting/table-text.js';
export { importColumns, meetingsOf, preReading } from './meetings.js';
export { plain } from './plain.js';
export { createComity } from './comity.js';
export { ComityFailure, failureOf } from './failure.js';
export { MemoryStore } from './store/memory.js';
export { networkTransport, type Transport } from './transport/transport.js';
export type { Link, LinkEvents } from './transport/link.js';
export type { Rest, RouteName, AnswerOf, Call } from './transport/rest.js';
export type { FileLine, RangeAnswer } from './transport/file-line.js';
export { assetFacts } from '@comity/contracts';
export type { EvidenceOptions } from './evidence/verify.js';

/** Says what an evidence bundle proves, without service or account, or names the first link that does not hold (PROTOCOL section 19). Loaded when it is asked for: it brings the law along. */
export const verifyEvidence = async (bytes: Uint8Array, options: EvidenceOptions = {}): Promise<EvidenceResult> => (await import('./evidence/verify.js')).verifyEvidence(bytes, options);
