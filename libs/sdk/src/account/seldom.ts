/** What few people ask for, once in a while: loaded then. */
export { safetyNumber } from '@comity/e2ee';
export { newTotp } from './totp.js';
