/** Milliseconds after which a statement counts as lost; whether it was committed is then unknown, and the client's retry finds out. */
export const patience = 10_000;
