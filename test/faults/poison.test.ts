/** Bytes that are not what they claim to be: each is refused by name, nothing of it is stored, and everybody else goes on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limits } from '@comity/contracts';
import { sealMessage } from '../support/sealing.js';
import type { Member } from './member.js';
import { Stage } from './stage.js';

describe('a poisoned item', () => {
  let stage: Stage;
  let writer: Member;
  const sealed = (message: number): Buffer<ArrayBuffer> => {
    const [author] = stage.seats;
    if (author === undefined) throw new Error('nobody is seated');
    return Buffer.from(sealMessage(stage.space, author, message, new Uint8Array(100)));
  };
  const altered = (change: (item: Buffer) => void): Buffer<ArrayBuffer> => {
    const item = sealed(0xbad);
    change(item);
    return item;
  };
  const refusal = async (item: Buffer<ArrayBuffer>): Promise<string | undefined> => {
    const answer = await writer.ask('messaging:post', { item });
    return answer.ok ? undefined : answer.problem.code;
  };

  beforeAll(async () => {
    stage = await Stage.set(3);
    writer = stage.member(0);
    await writer.until(() => writer.connected);
  });
  afterAll(async () => { await stage.strike(); });

  it.each<[string, (item: Buffer<ArrayBuffer>) => Buffer<ArrayBuffer>, string[]]>([
    ['nothing at all', () => Buffer.alloc(0), ['malformed', 'invalid-input']],
    ['one byte', (item) => item.subarray(0, 1), ['malformed']],
    ['a header alone', (item) => item.subarray(0, 174), ['malformed']],
    ['random bytes', () => Buffer.alloc(900, 0xa5), ['malformed']],
    ['an unknown version', () => altered((item) => { item[0] = 9; }), ['malformed']],
    ['an unknown kind', () => altered((item) => { item[1] = 200; }), ['malformed']],
    ['a huge epoch', () => altered((item) => { item.fill(0xff, 20, 28); }), ['malformed', 'wrong-epoch']],
    ['an epoch that never was', () => altered((item) => { item.writeBigUInt64BE(7n, 20); }), ['wrong-epoch']],
    ['an epoch that is over', () => altered((item) => { item.writeBigUInt64BE(0n, 20); }), ['stale-epoch']],
    ['a space that is not there', () => altered((item) => { item.fill(0x11, 4, 20); }), ['not-found']],
    ['another sender', () => altered((item) => { item.fill(0x22, 76, 92); }), ['wrong-sender']],
    ['more bytes than an item may have', () => Buffer.alloc(limits.itemBytes + 1, 1), ['invalid-input', 'too-large']],
  ])('that is %s is refused by name and the space goes on', async (_, make, codes) => {
    const { head: before } = await writer.read(0);
    expect(codes).toContain(await refusal(make(sealed(1))));
    const { head } = await writer.read(0);
    expect(head).toBe(before);
    expect(await refusal(sealed(2))).toBeUndefined();
  }, 20_000);

  it('among good ones holds none of them up', async () => {
    const others = [1, 2].map((i) => stage.member(i));
    for (const other of others) other.write(16);
    await stage.acknowledged(100);
    for (let i = 0; i < 100; i += 1) expect(await refusal(altered((item) => { item.writeBigUInt64BE(7n, 20); }))).toBe('wrong-epoch');
    await stage.acknowledged(100);
    expect(await stage.verdict()).toEqual([]);
  });
});
