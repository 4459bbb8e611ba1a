// Makes the demo network, on a service that runs: a process of its own for demo.mjs, from the build.
import path from 'node:path';
import process from 'node:process';
import { placesOf } from './demo.mjs';
import { Refusal, root, say } from './process.mjs';
import { readSettings } from './settings.mjs';
import { inStoryTime } from './story-time.ts';

const built = (file) => import(path.join(root, 'dist', 'apps', file));

const settings = readSettings(process.env);
if (!settings.demo) throw new Refusal('DEMO is off.');
const { addressOf } = await built('api/src/database/embedded/address.js');
const { seedDemo } = await built('cli/src/demo/seed.js');
const database = settings.databaseUrl ?? addressOf(path.join(settings.dataDir, 'postgres'));
await inStoryTime(database, (follow) => seedDemo({ ...placesOf(settings), setUpToken: process.env.SET_UP_TOKEN, follow, progress: say }));
