/** Stands in the place of the keys' worker in the fixture build. The scene to play comes from the test's server. */
import { queued } from '../src/worker/queue.js';
import { windowPort } from '../src/worker/scope.js';
import { serve } from '../src/worker/serve.js';
import { FixtureComity, type Scene } from './comity.js';

const queue = queued(windowPort);
queue.start(() => {
  void fetch('/scene').then((answer) => answer.text()).then((scene) => { serve(queue.calls, new FixtureComity(scene as Scene)); });
});
