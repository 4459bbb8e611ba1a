import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ready } from '../sodium.js';
import { suites } from '@comity/contracts';
import { bothSuites, channelOf, channelsIn, expectAgreement, newDevice, newSpaceId, now, spaceOf } from '../mls/cast.fixture.js';
import { type DeviceKeys, type Group, commitChanges, createGroup, groupInfoOf, joinByExternalCommit, joinByWelcome, leaves, newKeyPackage, policyOf, readCommit } from '../mls/index.js';
import { type HandshakeLeaf, type LeafIdentity, applyCommitToLeaves, commitAuthor, parseCommit, parseGroupInfo, parseKeyPackage } from './index.js';

beforeAll(() => ready());

const identity = ({ practitioner, device }: LeafIdentity): LeafIdentity => ({ practitioner, device });
const asLeaf = (device: DeviceKeys): HandshakeLeaf => ({ ...identity(device), key: device.publicKey });

/** A group's leaves by index, as the service keeps them. */
function slots(group: Group): (HandshakeLeaf | null)[] {
  const result: (HandshakeLeaf | null)[] = [];
  for (const { index, practitioner, device, key } of leaves(group)) {
    while (result.length < index) result.push(null);
    result.push({ practitioner, device, key });
  }
  return result;
}

describe('the parser of handshakes', () => {
  it('reads a key package', async () => {
    const self = newDevice();
    for (const [suite, lastResort] of [[suites.classical, false], [suites.hybrid, true]] as const) {
      const parsed = parseKeyPackage((await newKeyPackage(self, suite, lastResort, now)).bytes);
      expect(parsed).toMatchObject({ ...asLeaf(self), suite, lastResort });
      expect(parsed!.lifetime.notAfter - now.getTime() / 1000).toBeGreaterThan(89 * 86_400);
    }
  });

  it('reads a group info with its leaves and policy', async () => {
    const [owner, member] = [newDevice(), newDevice()];
    const [group] = await spaceOf(owner, member);
    expect(parseGroupInfo(await groupInfoOf(group!))).toEqual({ space: group!.space, epoch: 1, suite: 3, signer: 0, leaves: [asLeaf(owner), asLeaf(member)], policy: policyOf(group!) });
  });

  it('reads whom a commit adds and removes, and who made it', async () => {
    const [owner, member, newcomer] = [newDevice(), newDevice(), newDevice()];
    const [group] = await spaceOf(owner, member);
    const { commit } = await commitChanges(group!, { add: [(await newKeyPackage(newcomer, suites.classical, false, now)).bytes], remove: [1] });
    const parsed = parseCommit(commit);
    expect(parsed).toEqual({ space: group!.space, epoch: 1, sender: { leaf: 0 }, adds: [asLeaf(newcomer)], removes: [1], path: asLeaf(owner), changesPolicy: false });
    expect(commitAuthor(slots(group!), parsed!)).toEqual(asLeaf(owner));
    const policy = await commitChanges(group!, { policy: channelOf(owner, member) });
    expect(parseCommit(policy.commit)).toMatchObject({ changesPolicy: true, adds: [], removes: [] });
  });

  it('reads who joins by external commit, and in whose place', async () => {
    const [owner, member] = [newDevice(), newDevice()];
    const [group] = await spaceOf(owner, member);
    const parsed = parseCommit((await joinByExternalCommit(await groupInfoOf(group!), member, 1)).commit);
    expect(parsed).toMatchObject({ sender: 'external', adds: [], removes: [1], joiner: asLeaf(member), path: asLeaf(member) });
    expect(commitAuthor(slots(group!), parsed!)).toEqual(asLeaf(member));
  });

  it('does not take one message for another', async () => {
    const [owner, member] = [newDevice(), newDevice()];
    const [group] = await spaceOf(owner);
    const keyPackage = (await newKeyPackage(member, suites.classical, false, now)).bytes;
    const { commit, welcome, groupInfo } = await commitChanges(group!, { add: [keyPackage] });
    const parsers = [parseCommit, parseKeyPackage, parseGroupInfo];
    const understood = [commit, keyPackage, groupInfo, welcome!].map((bytes) => parsers.map((parse) => parse(bytes) !== undefined));
    expect(understood).toEqual([[true, false, false], [false, true, false], [false, false, true], [false, false, false]]);
  });

  it('names no author when a path would put somebody else in their leaf', () => {
    const [owner, other] = [asLeaf(newDevice()), asLeaf(newDevice())];
    const commit = { sender: { leaf: 0 }, adds: [], removes: [], path: other };
    expect(commitAuthor([owner], commit)).toBeUndefined();
    expect(commitAuthor([null], { ...commit, path: owner })).toBeUndefined();
    expect(commitAuthor([owner], { ...commit, path: owner })).toEqual(owner);
  });
});

describe('applying a commit to the leaves', () => {
  const cast: LeafIdentity[] = Array.from({ length: 4 }, () => identity(newDeviceIds()));
  it('refuses a blank sender, and removals of blank leaves, twice, or of its sender', () => {
    const [a, b] = [cast[0]!, cast[1]!];
    const by = (leaf: number, removes: number[]) => applyCommitToLeaves([a, null, b], { sender: { leaf }, adds: [], removes });
    expect(by(1, [])).toBeUndefined();
    expect(by(9, [])).toBeUndefined();
    expect(by(0, [1])).toBeUndefined();
    expect(by(0, [7])).toBeUndefined();
    expect(by(0, [2, 2])).toBeUndefined();
    expect(by(0, [0])).toBeUndefined();
    expect(by(0, [2])).toEqual([a]);
  });

  it('seats newcomers in the leftmost blank leaves, those just blanked included', () => {
    const [a, b, c, d] = cast as [LeafIdentity, LeafIdentity, LeafIdentity, LeafIdentity];
    expect(applyCommitToLeaves([a, null, b], { sender: { leaf: 0 }, adds: [c, d], removes: [2] })).toEqual([a, c, d]);
    expect(applyCommitToLeaves([a, b], { sender: 'external', adds: [], removes: [0], joiner: c })).toEqual([c, b]);
  });
});

function newDeviceIds(): LeafIdentity {
  return { practitioner: crypto.randomUUID(), device: crypto.randomUUID() } as LeafIdentity;
}

type Step = { kind: 'change'; author: number; adds: number; removes: number[]; policy: boolean } | { kind: 'external'; replace: number | null };

describe.each(bothSuites)('in the life of a %s space', (_, suite) => {
  const { channelOf } = channelsIn(suite);
  const index = fc.nat({ max: 30 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), author: index, adds: fc.nat({ max: 3 }), removes: fc.array(index, { maxLength: 3 }), policy: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('external' as const), replace: fc.option(index) }) },
  );

  it('everybody agrees and the service keeps the leaves of the real tree, whatever run of additions, removals, renewals, changes of policy and external joins', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      // Every member's own view is kept, so that each commit is made and read by real members.
      const founder = newDevice();
      let members: { self: DeviceKeys; group: Group }[] = [{ self: founder, group: await createGroup({ space: newSpaceId(), policy: channelOf(founder), self: founder }) }];
      let kept = slots(members[0]!.group);
      for (const next of steps) {
        const seated = leaves(members[0]!.group);
        const author = members[(next.kind === 'change' ? next.author : 0) % members.length]!;
        const newcomers: { self: DeviceKeys; group: Group }[] = [];
        let commit: Uint8Array;
        if (next.kind === 'change') {
          const own = seated.find((leaf) => leaf.device === author.self.device)!.index;
          const removes = [...new Set(next.removes.map((nth) => seated[nth % seated.length]!.index))].filter((leaf) => leaf !== own);
          const added = await Promise.all(Array.from({ length: next.adds }, async () => { const self = newDevice(); return { self, made: await newKeyPackage(self, suite, false, now) }; }));
          const made = await commitChanges(author.group, { add: added.map((one) => one.made.bytes), remove: removes, ...(next.policy ? { policy: author.self === founder ? channelOf(founder) : channelOf(founder, author.self) } : {}) });
          commit = made.commit;
          for (const one of added) newcomers.push({ self: one.self, group: await joinByWelcome(made.welcome!, one.made, one.self) });
          members = await follow(members, author.self, commit, made.next);
        } else {
          const replaced = next.replace === null ? undefined : seated[next.replace % seated.length]!;
          const self = newDevice();
          const joined = await joinByExternalCommit(await groupInfoOf(author.group), self, replaced?.index);
          commit = joined.commit;
          newcomers.push({ self, group: joined.next });
          members = await follow(members, undefined, commit);
        }
        members = [...members, ...newcomers];
        kept = applyCommitToLeaves(kept, parseCommit(commit)!)!;
        for (const { group } of members) expect(slots(group)).toEqual(kept);
        expect(parseGroupInfo(await groupInfoOf(members.at(-1)!.group))).toMatchObject({ suite, policy: { suite }, leaves: kept });
        await expectAgreement(members.map((member) => member.group));
      }
    }), { numRuns: 12 });
  });

  async function follow(members: { self: DeviceKeys; group: Group }[], author: DeviceKeys | undefined, commit: Uint8Array, next?: Group) {
    const after: { self: DeviceKeys; group: Group }[] = [];
    for (const member of members) {
      const group = member.self === author ? next! : (await readCommit(member.group, commit)).next;
      if (group !== null) after.push({ self: member.self, group });
    }
    return after;
  }
});

describe('hostile bytes', () => {
  const parsers = [parseCommit, parseKeyPackage, parseGroupInfo];

  async function genuine(): Promise<Uint8Array[]> {
    const [owner, member] = [newDevice(), newDevice()];
    const [group] = await spaceOf(owner, member);
    const keyPackage = (await newKeyPackage(newDevice(), suites.classical, true, now)).bytes;
    const { commit, groupInfo } = await commitChanges(group!, { add: [keyPackage], remove: [1] });
    return [commit, keyPackage, groupInfo, (await joinByExternalCommit(groupInfo, member)).commit];
  }

  it('never make a parser throw, whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(1, 4, 5), (bytes, wireFormat) => {
      for (const parse of parsers) {
        parse(bytes);
        parse(Uint8Array.of(0, 1, 0, wireFormat, ...bytes));
      }
    }), { numRuns: 500 });
  });

  it('never make a parser throw when genuine bytes are changed, cut or prolonged', async () => {
    const messages = await genuine();
    fc.assert(fc.property(fc.constantFrom(...messages), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }), fc.nat(), (message, changes, cut) => {
      const bytes = message.slice(0, message.length - (cut % message.length));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      for (const parse of parsers) parse(bytes);
    }), { numRuns: 1_000 });
  });

  it('are refused when anything is cut off or added', async () => {
    for (const message of await genuine()) {
      const parse = parsers.find((one) => one(message) !== undefined)!;
      expect(parse).toBeDefined();
      for (let length = 0; length < message.length; length += 3) expect(parse(message.subarray(0, length))).toBeUndefined();
      expect(parse(Uint8Array.of(...message, 0))).toBeUndefined();
    }
  });

  it('are refused when a length takes more bytes than it needs', async () => {
    const [, keyPackage] = await genuine();
    // MLSMessage (4), version and suite (4), then the init key: 32 bytes behind one byte of length.
    expect(keyPackage![8]).toBe(32);
    const longer = Uint8Array.of(...keyPackage!.subarray(0, 8), 0x40, 32, ...keyPackage!.subarray(9));
    expect(parseKeyPackage(longer)).toBeUndefined();
  });
});
