import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { linkCommitment, linkTranscript, newLinkKey, newLinkNonce, parseLinkCode, randomBytes, sealLinked, toBase64Url, type LinkKey } from '@comity/e2ee';
import type { DeviceLink, DeviceLinkId, SpaceId, StatementId } from '@comity/contracts';
import { failureOf, plain, type AlarmRule, type Comity } from '@comity/sdk';
import { gatherColleagues } from './colleagues.js';
import { flipped, Hostile } from './hostile.js';
import { clientOf, passphrase, texts, until, type Between, type Device, type People, type Person } from './people.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));

describe('linking a device', () => {
  let people: People;
  let peter: Person;
  let leila: Person;
  let channel: SpaceId;
  const opened: Comity[] = [];

  beforeAll(async () => {
    ({ people, leila, peter, channel } = await gatherColleagues());
    await leila.client.send(channel, plain('said before'));
    await people.settled(leila, peter);
  });
  afterEach(async () => {
    for (const client of opened.splice(0)) {
      if (client.phase().phase === 'vault-closed') await client.withdrawLink(false);
      await client.close();
    }
  });
  afterAll(async () => { await people.end(); });

  /** A new device: signed in, and nothing more. */
  const arrive = async (between?: Between, person = peter): Promise<Device> => {
    const device = clientOf(people.service.url, people.clock, between);
    opened.push(device.client);
    await device.client.signInWithPassphrase(person.login, passphrase, person.codes.next());
    expect(device.client.phase().phase).toBe('vault-closed');
    return device;
  };
  /** Peter's desk, as the service wants it to see things. */
  const desk = async (between?: Between): Promise<Comity> => {
    await people.restart(peter, between);
    await peter.client.settled();
    return peter.client;
  };
  const waiting = async (client: Comity): Promise<DeviceLinkId> => {
    await until(client, async () => (await client.linkRequest()) !== null);
    return (await client.linkRequest())!.id;
  };
  const failure = async (attempt: Promise<unknown>): Promise<string | undefined> => {
    try {
      await attempt;
      return undefined;
    } catch (error) {
      const failed = failureOf(error);
      return failed?.kind === 'alarm' ? failed.rule : failed?.kind === 'problem' ? failed.problem.code : failed?.kind;
    }
  };
  const rules = async (client: Comity): Promise<AlarmRule[]> => (await client.alarms()).map(({ rule }) => rule);
  /** A service that answers what it likes about the request, to one of the two. */
  const telling = (edit: (link: DeviceLink) => DeviceLink): Hostile => new Hostile().answer('link', edit).answer('links', (links) => links.map(edit));

  it('opens the vault by words which both show', async () => {
    const fresh = await arrive();
    await fresh.client.requestLink('Laptop');
    const id = await waiting(peter.client);
    expect(await peter.client.linkRequest()).toMatchObject({ name: 'Laptop' });
    const [there, here] = await Promise.all([peter.client.answerLink(id), fresh.client.linkAnswered()]);
    expect(there.words).toEqual(here);
    expect(here).toHaveLength(7);
    expect(await peter.client.linkRequest()).toBeNull();
    const [phase] = await Promise.all([fresh.client.confirmLink(), peter.client.giveLink()]);
    expect(phase.phase).toBe('ready');
    await fresh.client.settled();
    expect(await texts(fresh.client, channel)).toEqual(['said before']);
    expect((await fresh.client.myDevices()).find(({ thisOne }) => thisOne)).toMatchObject({ name: 'Laptop', current: true });
    for (const client of [fresh.client, peter.client, leila.client]) expect(await client.alarms()).toEqual([]);
  });

  it('opens the vault by the code of the new device, without comparing', async () => {
    const fresh = await arrive();
    const { code } = await fresh.client.requestLink('Tablet');
    expect(await peter.client.readLinkCode(code)).toMatchObject({ name: 'Tablet' });
    const [words] = await Promise.all([fresh.client.linkAnswered(), peter.client.giveLink()]);
    expect([words, fresh.client.phase().phase]).toEqual([null, 'ready']);
    await fresh.client.settled();
    expect(await texts(fresh.client, channel)).toEqual(['said before']);
    // It unlocks as any device does, and the code is worth nothing any more.
    await fresh.client.lock();
    expect((await fresh.client.unlock({ passphrase })).phase).toBe('ready');
    expect(await failure(peter.client.readLinkCode(code))).toBe('link-ended');
  });

  it('ends for both when the person refuses, withdraws, or sees other words', async () => {
    const fresh = await arrive();
    await fresh.client.requestLink('Laptop');
    const refused = failure(fresh.client.linkAnswered());
    await peter.client.refuseLink(await waiting(peter.client), false);
    expect(await refused).toBe('link-ended');

    await fresh.client.requestLink('Laptop');
    const id = await waiting(peter.client);
    await fresh.client.withdrawLink(false);
    expect(await failure(peter.client.answerLink(id))).toBe('link-ended');
    expect(await rules(peter.client)).toEqual([]);

    // Withdrawn while the service still takes it in.
    const asked = failure(fresh.client.requestLink('Laptop'));
    await fresh.client.withdrawLink(false);
    expect(await asked).toBe('link-ended');
    expect(await peter.client.linkRequest()).toBeNull();

    await fresh.client.requestLink('Laptop');
    const again = await waiting(peter.client);
    await Promise.all([peter.client.answerLink(again), fresh.client.linkAnswered()]);
    const differing = failure(fresh.client.confirmLink());
    await peter.client.refuseLink(again, true);
    expect(await differing).toBe('link-ended');
    expect(await failure(peter.client.giveLink())).toBe('link-ended');
    expect(await rules(peter.client)).toEqual(['link-tampered']);
    await peter.client.acknowledgeAlarm((await peter.client.alarms())[0]!.id);
    expect(fresh.client.phase().phase).toBe('vault-closed');
  });

  it('is not answered by another person’s device, whose code says as little as none', async () => {
    const fresh = await arrive();
    const { code } = await fresh.client.requestLink('Laptop');
    expect(await failure(leila.client.readLinkCode(code))).toBe('link-ended');
    expect(await failure(leila.client.answerLink(parseLinkCode(code)!.link))).toBe('link-ended');
    expect(await failure(leila.client.readLinkCode('comity-link:1.what.ever.itis'))).toBe('link-ended');
    expect(await leila.client.linkRequest()).toBeNull();
    expect(await rules(leila.client)).toEqual([]);
  });

  it('is over after five minutes', async () => {
    const fresh = await arrive();
    const { code } = await fresh.client.requestLink('Laptop');
    const answered = failure(fresh.client.linkAnswered());
    await people.pass(300_000);
    expect(await answered).toBe('link-ended');
    expect(await failure(peter.client.readLinkCode(code))).toBe('link-ended');
  });

  it('asks for a fresh sign-in before the vault key leaves', async () => {
    await people.pass(1_000_000);
    const fresh = await arrive();
    const { code } = await fresh.client.requestLink('Laptop');
    await peter.client.readLinkCode(code);
    expect(await failure(peter.client.giveLink())).toBe('step-up-required');
    await peter.client.stepUpWithPassphrase(passphrase, peter.codes.next());
    const [words] = await Promise.all([fresh.client.linkAnswered(), peter.client.giveLink()]);
    expect([words, fresh.client.phase().phase]).toEqual([null, 'ready']);
  });

  describe('through a service that stands between', () => {
    /** The service speaks for the new device to the desk: with a key of its own, committed to and revealed. */
    const impostor = (key: LinkKey = newLinkKey(), nonce = newLinkNonce()) => {
      const reveal = { key: key.publicKey, nonce };
      const told = { key: toBase64Url(reveal.key), nonce: toBase64Url(nonce) };
      return { reveal, hostile: telling((link) => ({ ...link, commitment: toBase64Url(linkCommitment(reveal)), reveal: link.answer === null ? null : told })) };
    };

    it('shows other words when the service puts keys of its own in the place of both', async () => {
      const { hostile } = impostor();
      const mine = newLinkKey();
      const client = await desk(hostile.between);
      const fresh = await arrive(telling((link) => ({ ...link, answer: link.answer === null ? null : toBase64Url(mine.publicKey) })).between);
      await fresh.client.requestLink('Laptop');
      const [there, here] = await Promise.all([client.answerLink(await waiting(client)), fresh.client.linkAnswered()]);
      expect(there.words).not.toEqual(here);
    });

    it('cannot choose its key after it saw the other’s: what was committed to is what counts', async () => {
      const late = { key: toBase64Url(newLinkKey().publicKey), nonce: toBase64Url(newLinkNonce()) };
      const client = await desk(telling((link) => ({ ...link, reveal: link.answer === null ? null : late })).between);
      const fresh = await arrive();
      await fresh.client.requestLink('Laptop');
      const asked = failure(fresh.client.linkAnswered());
      expect(await failure(client.answerLink(await waiting(client)))).toBe('link-tampered');
      expect(await failure(client.giveLink())).toBe('link-ended');
      expect((await client.alarms()).filter(({ rule, acknowledged }) => rule === 'link-tampered' && !acknowledged)).toHaveLength(1);
      await asked;
      await client.acknowledgeAlarm((await client.alarms())[0]!.id);
    });

    it('cannot pass a key off as the code’s', async () => {
      const { hostile } = impostor();
      const client = await desk(hostile.between);
      const fresh = await arrive();
      const { code } = await fresh.client.requestLink('Laptop');
      expect(await failure(client.readLinkCode(code))).toBe('link-tampered');
      await client.acknowledgeAlarm((await client.alarms())[0]!.id);
    });

    it('can seal nothing for a device that showed its code and revealed nothing', async () => {
      await desk();
      const mine = newLinkKey();
      const forged = sealLinked(randomBytes(32), mine.secretKey, { key: newLinkKey().publicKey, nonce: newLinkNonce() }, randomBytes(32))!;
      const fresh = await arrive(telling((link) => ({ ...link, answer: toBase64Url(mine.publicKey), sealed: toBase64Url(forged) })).between);
      await fresh.client.requestLink('Laptop');
      expect(await failure(fresh.client.linkAnswered())).toBe('link-tampered');
      expect(fresh.client.phase().phase).toBe('vault-closed');
    });

    it('cannot move a new device into a vault of its own before the person compared', async () => {
      await desk();
      const mine = newLinkKey();
      let revealed: { key: string; nonce: string } | undefined;
      const context = { pin: '' as StatementId, practitioner: peter.id, link: '' as DeviceLinkId, deviceName: 'Laptop' };
      const hostile = telling((link) => {
        const answer = toBase64Url(mine.publicKey);
        if (revealed === undefined) return { ...link, answer };
        const reveal = { key: bytes(revealed.key), nonce: bytes(revealed.nonce) };
        const transcript = linkTranscript({ ...context, link: link.id }, reveal, mine.publicKey);
        return { ...link, answer, sealed: toBase64Url(sealLinked(randomBytes(32), mine.secretKey, reveal, transcript)!) };
      });
      const listening: Between = (transport) => {
        const inner = hostile.between(transport);
        return { ...inner, rest: { call: async (route, call) => {
          // The service keeps to itself what it was told.
          if (route === 'revealLink') { revealed = call?.body as { key: string; nonce: string }; return undefined as never; }
          return inner.rest.call(route, call);
        } } };
      };
      const fresh = await arrive(listening);
      const phase = fresh.client.phase();
      if ('self' in phase) context.pin = phase.self.network.pin;
      await fresh.client.requestLink('Laptop');
      // It asks, although everything for opening lies there; and what opens is no vault of this person's.
      expect(await fresh.client.linkAnswered()).toHaveLength(7);
      expect(fresh.client.phase().phase).toBe('vault-closed');
      expect(await failure(fresh.client.confirmLink())).toBe('vault-tampered');
      expect(fresh.client.phase().phase).toBe('vault-closed');
    });

    it('notices what was altered on the way, or belongs to an earlier request', async () => {
      const client = await desk();
      let earlier: string | undefined;
      const keeping = telling((link) => { earlier = link.sealed ?? earlier; return link; });
      const first = await arrive(keeping.between);
      const shown = await first.client.requestLink('Laptop');
      await client.readLinkCode(shown.code);
      await Promise.all([first.client.linkAnswered(), client.giveLink()]);
      expect(earlier).toBeDefined();
      for (const edit of [
        (link: DeviceLink): DeviceLink => ({ ...link, sealed: link.sealed === null ? null : earlier! }),
        (link: DeviceLink): DeviceLink => ({ ...link, sealed: link.sealed === null ? null : toBase64Url(flipped(bytes(link.sealed), -1)) }),
      ]) {
        const fresh = await arrive(telling(edit).between);
        const { code } = await fresh.client.requestLink('Laptop');
        await client.readLinkCode(code);
        const [answered] = await Promise.all([failure(fresh.client.linkAnswered()), client.giveLink()]);
        expect([answered, fresh.client.phase().phase]).toEqual(['link-tampered', 'vault-closed']);
      }
    });
  });
});
