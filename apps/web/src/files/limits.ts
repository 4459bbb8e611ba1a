/** Two limits of the contract. The contract itself, with its parser, stays in the worker. */
export const filesPerMessage = 10;
export const previewBytes = 6_144;
