/** Vaults: opaque, versioned, each person's own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Vault } from '@comity/contracts';
import { toBase64Url } from '@comity/e2ee';
import type { Member } from './member.js';
import { byNumber, succeed, TestNetwork } from './network.js';

describe('a vault', () => {
  let network: TestNetwork, member: Member, other: Member;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    [member, other] = network.officers;
  });
  afterAll(async () => { await network?.stop(); });

  const bytes = (count: number) => toBase64Url(randomBytes(count));
  const write = (who: Member, name: string, replaces: number, sealed = bytes(100)) => network.as(who, 'writeVaultRecord', { params: { name }, body: { replaces, sealed } });
  const read = async (who: Member) => (await network.as(who, 'vault')).body as Vault;

  it('holds what the client sealed at set-up', async () => {
    const vault = await read(member);
    expect(vault.wraps).toEqual({ ...member.wraps, passkeys: [] });
    expect(vault.records.map(({ name, version }) => [name, version])).toEqual([['main', 1]]);
  });

  it('takes a record that replaces the version it has, and names the version in store otherwise', async () => {
    const name = `space:${randomUUID()}`, sealed = bytes(64);
    expect((await write(member, name, 0)).body).toEqual({ name, version: 1 });
    expect((await write(member, name, 1, sealed)).body).toEqual({ name, version: 2 });
    expect((await write(member, name, 1)).body).toMatchObject({ status: 409, code: 'stale-version', version: 2 });
    expect((await write(member, name, 7)).body).toMatchObject({ code: 'stale-version', version: 2 });
    expect((await write(member, `space:${randomUUID()}`, 1)).body).toMatchObject({ code: 'stale-version', version: 0 });
    expect((await read(member)).records.find((record) => record.name === name)).toEqual({ name, version: 2, sealed });
  });

  it('lets one of many writers of the same version through', async () => {
    const name = `space:${randomUUID()}`;
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => write(member, name, 0)))).map(({ status }) => status);
    expect(statuses.sort(byNumber)).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('is each person\'s own', async () => {
    const name = `space:${randomUUID()}`;
    succeed(await write(member, name, 0), 200);
    expect((await read(other)).records.map((record) => record.name)).not.toContain(name);
    expect((await write(other, name, 1)).body).toMatchObject({ code: 'stale-version', version: 0 });
  });

  it('tells which versions its records have, and hands out one', async () => {
    const name = `space:${randomUUID()}`, sealed = bytes(64);
    succeed(await write(member, name, 0), 200);
    succeed(await write(member, name, 1, sealed), 200);
    const versions = (await network.as(member, 'vaultRecords')).body as unknown as { name: string; version: number }[];
    expect(versions).toEqual((await read(member)).records.map(({ name: each, version }) => ({ name: each, version })));
    expect((await network.as(member, 'vaultRecord', { params: { name } })).body).toEqual({ name, version: 2, sealed });
    expect((await network.as(other, 'vaultRecord', { params: { name } })).body.code).toBe('not-found');
    expect((await network.as(member, 'vaultRecord', { params: { name: '../main' } })).body.code).toBe('invalid-input');
  });

  it.each(['main2', 'space:', '../main', 'space:XYZ', '__proto__'])('has no record named %s', async (name) => {
    expect((await write(member, name, 0)).body.code).toBe('invalid-input');
  });

  it('changes its passphrase together with the key that signs in', async () => {
    const kdf = { ...member.wraps.passphrase.kdf, salt: bytes(16) }, authKey = bytes(32), wraps = { passphrase: { kdf, sealed: bytes(72) }, recovery: { sealed: bytes(72) } };
    expect((await network.as(other, 'rewrapVault', { body: { passphrase: wraps.passphrase } })).body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/authKey' }] });
    expect((await network.as(member, 'rewrapVault', { body: { ...member.wraps, authKey } })).body.code).toBe('invalid-input');
    succeed(await network.as(member, 'rewrapVault', { body: { ...wraps, authKey } }), 204);
    expect((await read(member)).wraps).toEqual({ ...wraps, passkeys: [] });
    expect((await network.call('kdf', { body: { login: member.login } })).body).toEqual(kdf);
    expect((await network.call('signInPassphrase', { body: { login: member.login, authKey: member.authKey, code: member.freshCode() } })).status).toBe(401);
    expect((await network.call('signInPassphrase', { body: { login: member.login, authKey, code: member.freshCode() } })).status).toBe(200);
  });

  it('changes its recovery wrap alone', async () => {
    const recovery = { sealed: bytes(72) };
    succeed(await network.as(other, 'rewrapVault', { body: { recovery } }), 204);
    expect((await network.as(other, 'vaultWraps')).body).toEqual({ passphrase: other.wraps.passphrase, recovery, passkeys: [] });
  });

  it('answers one record by its name, and only its owner', async () => {
    const name = `space:${randomUUID()}`, sealed = bytes(80);
    succeed(await write(member, name, 0, sealed), 200);
    expect((await network.as(member, 'vaultRecord', { params: { name } })).body).toEqual({ name, version: 1, sealed });
    expect((await network.as(other, 'vaultRecord', { params: { name } })).body.code).toBe('not-found');
  });
});
