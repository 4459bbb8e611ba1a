/**
 * What the service may use: parsing and verifying. Nothing reachable from here signs, decrypts or touches a private key;
 * a test walks the imports to prove it.
 */
export { ready } from './sodium.js';
export { bytesToUuid, concat, decodeBase64Url, equal, fromBase64Url, fromUtf8, randomBytes, toBase64Url, utf8, uuidToBytes, wipe } from './bytes.js';
