/** Everything a client needs: what the service may use, and what signs, seals and opens. */
export * from './verify.js';
