/** Bad networks between a client and the service: resets, latency, half-open connections. Resuming brings exactly the rest. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Proxy } from './proxy.js';
import { Stage } from './stage.js';

const people = 6;
const window = 8;

describe('a client behind a bad network', () => {
  let stage: Stage;
  let proxy: Proxy;
  beforeEach(async () => {
    stage = await Stage.set(people);
    proxy = await Proxy.open(stage.service.port);
  });
  afterEach(async () => {
    await stage.strike();
    await proxy.close();
  });

  const behindProxy = (index: number) => stage.member(index, { url: `http://127.0.0.1:${proxy.port}` });

  it('loses and doubles nothing when its connections are reset again and again', async () => {
    for (let i = 0; i < people; i += 1) behindProxy(i);
    for (const member of stage.members) member.write(window);
    for (let round = 0; round < 20; round += 1) {
      await stage.acknowledged(50);
      proxy.reset();
    }
    await stage.acknowledged(50);
    expect(await stage.verdict()).toEqual([]);
  });

  it('sees one order through a slow line', async () => {
    proxy.latency = 80;
    const slow = behindProxy(0);
    for (let i = 1; i < people; i += 1) stage.member(i);
    for (const member of stage.members) member.write(2);
    await slow.until(() => slow.position > 200);
    expect(await stage.verdict()).toEqual([]);
  });

  it('is cut when it goes silent half-open, and resumes where it was', async () => {
    const silent = behindProxy(0);
    for (let i = 1; i < people; i += 1) stage.member(i);
    for (const member of stage.members.slice(1)) member.write(1);
    await silent.until(() => silent.position > 20);
    const before = silent.connections;
    const gaveUp = proxy.upstreamGaveUp();
    proxy.silence();
    const at = silent.position;
    await stage.acknowledged(100);
    for (const member of stage.members) member.write(0);
    await gaveUp;
    proxy.heal();
    await silent.until(() => silent.connections > before && silent.connected);
    expect(await stage.verdict()).toEqual([]);
    expect(silent.position).toBeGreaterThanOrEqual(at + 100);
  });
});
