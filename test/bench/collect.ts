/** Preloaded into a measured process: gives back on SIGUSR2 what is garbage, so that memory can be read without it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectBy = runInNewContext('gc') as (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;
/** By the one flavour that also returns the pages. */
export const collect = (): void => { collectBy({ type: 'major', execution: 'sync', flavor: 'last-resort' }); };
process.on('SIGUSR2', collect);
