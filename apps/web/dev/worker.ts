/** Stands in the place of the keys' worker in the fixture build. The scene to play comes from the test's server. */
import { eachTab } from '../src/worker/scope.js';
import { Tabs } from '../src/worker/tabs.js';
import { FixtureComity, type Scene } from './comity.js';

const tabs = new Tabs(async () => new FixtureComity(await (await fetch('/scene')).text() as Scene));
eachTab((port, close) => { tabs.attend(port, close); });
