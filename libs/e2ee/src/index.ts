/** Everything a client needs: what the service may use, and what signs, seals and opens. */
export * from './verify.js';
export { signStatement, statementSignature } from './statement-sign.js';
export { attachSignature, newDevice, newIdentity, type KeyPair } from './identity.js';
