/** A space's policy inside the group context: extension 0xF0C0, which every leaf must support (RFC 9420 sections 11.1 and 12.1.7). */
import type { Extension } from 'ts-mls/extension.js';
import { encodeRequiredCapabilities } from 'ts-mls/requiredCapabilities.js';
import { equal } from '../bytes.js';
import { type SpacePolicy, decodePolicy, encodePolicy, policyExtensionType } from '../handshake/space-policy.js';

const requiredCapabilities: Extension = {
  extensionType: 'required_capabilities',
  extensionData: encodeRequiredCapabilities({ extensionTypes: [policyExtensionType], proposalTypes: [], credentialTypes: ['basic'] }),
};

/** The group context extensions of a space: the capability to read its policy, required of every leaf, and the policy. */
export const policyExtensions = (policy: SpacePolicy): Extension[] =>
  [requiredCapabilities, { extensionType: policyExtensionType, extensionData: encodePolicy(policy) }];

/** The policy of a group context; undefined unless it holds exactly the extensions of {@link policyExtensions}. */
export function policyFromExtensions(extensions: readonly Extension[]): SpacePolicy | undefined {
  const [required, policy] = extensions;
  if (extensions.length !== 2 || required?.extensionType !== requiredCapabilities.extensionType || policy?.extensionType !== policyExtensionType) return undefined;
  return equal(required.extensionData, requiredCapabilities.extensionData) ? decodePolicy(policy.extensionData) : undefined;
}
