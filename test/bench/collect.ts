/** Preloaded into a measured process: gives back on SIGUSR2 what is garbage, so that memory can be read without it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;
// the one flavour that also returns the pages
process.on('SIGUSR2', () => { collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }); });
