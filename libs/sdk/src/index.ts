/** The client of Comity without a screen: what web, command line, demo, tests and benchmarks are built on. */
export * from './api.js';
export { plain } from './plain.js';
export { createComity } from './comity.js';
export { verifyEvidence, type EvidenceOptions } from './evidence/verify.js';
export { ComityFailure, failureOf } from './failure.js';
export { MemoryStore } from './store/memory.js';
export { networkTransport, type Transport } from './transport/transport.js';
export type { Link, LinkEvents } from './transport/link.js';
export type { Rest, RouteName, AnswerOf, Call } from './transport/rest.js';
export type { FileLine, RangeAnswer } from './transport/file-line.js';
