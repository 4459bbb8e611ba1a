/**
 * What this library tells ts-mls in place of its permissive defaults: which credentials exist, what two leaves of one device
 * are, that no epoch but the current one is kept.
 */
import type { Capabilities } from 'ts-mls/capabilities.js';
import type { ClientConfig } from 'ts-mls/clientConfig.js';
import type { PskIndex } from 'ts-mls/pskIndex.js';
import type { Suite } from '@comity/contracts';
import { equal } from '../bytes.js';
import { readCredential } from './device.js';
import { policyExtensionType } from '../handshake/space-policy.js';
import { suiteName } from './provider/index.js';

/** The key package extension that marks a package of last resort (draft-ietf-mls-extensions). */
export const lastResortExtensionType = 0x000a;

export const capabilities = (suite: Suite): Capabilities => ({
  versions: ['mls10'],
  ciphersuites: [suiteName(suite)],
  extensions: [policyExtensionType, lastResortExtensionType],
  proposals: [],
  credentials: ['basic'],
});

const identityOf = (leaf: { credential: Parameters<typeof readCredential>[0] }): string => {
  const ids = readCredential(leaf.credential);
  return ids === undefined ? '' : ids.device;
};

type KeyPackageEquality = ClientConfig['keyPackageEqualityConfig'];
/** Two leaves are one client if they name the same device or hold the same key. */
const sameDevice: KeyPackageEquality = {
  compareKeyPackages: (a, b) => identityOf(a.leafNode) === identityOf(b.leafNode) || equal(a.leafNode.signaturePublicKey, b.leafNode.signaturePublicKey),
  compareKeyPackageToLeafNode: (a, b) => identityOf(a.leafNode) === identityOf(b) || equal(a.leafNode.signaturePublicKey, b.signaturePublicKey),
};

/**
 * A credential is taken if it has our shape. That it is true needs the chain and an instant, which ts-mls has no room for:
 * every caller passes the result to `judgeCommit` or `judgeGroup` before it uses it.
 */
export const clientConfig: ClientConfig = {
  authService: { validateCredential: async (credential, key) => readCredential(credential) !== undefined && key.length === 32 },
  keyPackageEqualityConfig: sameDevice,
  keyRetentionConfig: { retainKeysForEpochs: 0, retainKeysForGenerations: 0, maximumForwardRatchetSteps: 0 },
  lifetimeConfig: { maximumTotalLifetime: 0n, validateLifetimeOnReceive: false },
  paddingConfig: { kind: 'alwaysPad', paddingLength: 0 },
};

/** For an external join that takes the place of one leaf, found by its HPKE key, which no two nodes of a tree share. */
export const replacingLeaf = (hpkePublicKey: Uint8Array): ClientConfig =>
  ({ ...clientConfig, keyPackageEqualityConfig: { ...sameDevice, compareKeyPackageToLeafNode: (_, leaf) => equal(leaf.hpkePublicKey, hpkePublicKey) } });

/** Spaces use no pre-shared keys. */
export const noPsk: PskIndex = { findPsk: () => undefined };
