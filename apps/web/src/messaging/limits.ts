/** A limit of the contract. The contract itself, with its parser, stays in the worker. */
export const devicesPerCaseFile = 64;
