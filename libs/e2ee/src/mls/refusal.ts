/** Why handshake bytes were not taken, as opposed to a commit that reads well and that policy refuses (see judgement.ts). */
export type MlsRefusalReason =
  /** The bytes are not one whole MLS message of the expected kind. */
  | 'malformed'
  /** The message belongs to another space. */
  | 'other-space'
  /** The message was made in another epoch than the group is in: the caller is behind, or the author was. */
  | 'other-epoch'
  /** Another cipher suite than goes with it: than its key package's, its policy's, or any that spaces use. */
  | 'other-suite'
  /** A sender or extension this library does not speak. */
  | 'unsupported'
  /** The key package has passed, or has not reached, its lifetime. */
  | 'expired'
  /** A signature, tag, hash or ciphertext does not verify, or the tree breaks a rule of RFC 9420. */
  | 'not-authentic';

/** Thrown by everything that reads bytes of others. The message never quotes them. */
export class MlsRefusal extends Error {
  override readonly name = 'MlsRefusal';
  constructor(readonly reason: MlsRefusalReason, options?: ErrorOptions) {
    super(`MLS message refused: ${reason}`, options);
  }
}

/** Runs a library call; whatever it throws on hostile input becomes one refusal. */
export async function refusing<T>(reason: MlsRefusalReason, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof MlsRefusal) throw cause;
    throw new MlsRefusal(reason, { cause });
  }
}
