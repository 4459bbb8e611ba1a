export * from './answers.js';
export * from './identity.js';
export * from './item.js';
export * from './limits.js';
export * from './messaging.js';
export * from './primitives.js';
export * from './problem.js';
export * from './statement.js';
