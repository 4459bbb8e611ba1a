/**
 * The one place that loads libsodium (sumo build), the source of every primitive of this library but randomness.
 * Trust: the WebAssembly module is pinned by the lock file; until `ready()` resolved, calling it fails loudly.
 */
import sodium from 'libsodium-wrappers-sumo';

/** Resolves when libsodium's WebAssembly is compiled; await it once before any other function of this library. */
export const ready = (): Promise<void> => sodium.ready;

export { sodium };
