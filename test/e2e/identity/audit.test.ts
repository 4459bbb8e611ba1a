/** The audit chain: every allow and deny of identity, in the transaction of its effect, and tampering shows. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { AuditService } from '../../../apps/api/src/audit/audit.service.js';
import { Member } from './member.js';
import { succeed, TestNetwork } from './network.js';

describe('the audit chain', () => {
  let network: TestNetwork, database: Client;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    database = new Client({ connectionString: network.service.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await network?.stop();
  });
  const audit = () => network.service.app.get(AuditService);
  const during = async (act: () => Promise<unknown>) => {
    const { rows: [head] } = await database.query<{ seq: string }>('select seq from audit_head');
    await act();
    return (await database.query<{ actor: string | null; action: string; outcome: string; rule: string | null }>('select actor, action, outcome, rule from audit_entry where seq > $1 order by seq', [head?.seq])).rows;
  };

  it('holds an entry for each allow', async () => {
    const [officer] = network.officers, member = new Member('Somebody', network.clock);
    const rows = await during(async () => {
      const invitation = await network.invite(officer, network.secretariat);
      succeed(await network.enrol(member, invitation), 201);
      succeed(await network.submit(officer, 'practitioner-vouched', { kind: 'practitioner-vouched', authority: network.secretariat, person: member.person }), 201);
      succeed(await network.certify(member), 201);
      succeed(await network.attach(member), 200);
      await network.stepUp(member);
      succeed(await network.as(member, 'writeVaultRecord', { params: { name: 'main' }, body: { replaces: 1, sealed: 'A'.repeat(60) } }), 200);
      succeed(await network.as(member, 'signOut'), 204);
    });
    expect(rows.map(({ actor, action, outcome }) => [actor === member.id ? 'member' : actor === officer.id ? 'officer' : actor, action, outcome])).toEqual([
      ['officer', 'identity.invite', 'allow'], ['member', 'identity.enrol', 'allow'], ['officer', 'identity.practitioner-vouched', 'allow'], ['member', 'identity.device-certified', 'allow'], ['member', 'identity.attach-device', 'allow'],
      ['member', 'identity.step-up-passphrase', 'allow'], ['member', 'identity.write-vault-record', 'allow'], ['member', 'identity.sign-out', 'allow'],
    ]);
  });

  it('holds an entry for each deny, with its rule, and nothing of the refused effect', async () => {
    const [officer] = network.officers, outsider = new Member('Outsider', network.clock);
    const rows = await during(async () => {
      await network.call('signInPassphrase', { body: { login: 'nobody', authKey: outsider.authKey, code: '000000' } });
      await network.call('signInPassphrase', { body: { login: officer.login, authKey: outsider.authKey, code: '000000' } });
      await network.submit(officer, 'practitioner-vouched', { kind: 'practitioner-vouched', authority: network.id as never, person: outsider.person });
      await network.as(officer, 'removePasskey', { params: { id: 'AAAA' } });
      await network.as(officer, 'writeVaultRecord', { params: { name: 'main' }, body: { replaces: 9, sealed: 'A'.repeat(60) } });
      network.clock.advance(901);
      await network.as(officer, 'passkeyOptions');
    });
    expect(rows.map(({ actor, action, outcome, rule }) => [actor === officer.id, action, outcome, rule])).toEqual([
      [false, 'identity.sign-in-passphrase', 'deny', 'sign-in-refused'], [true, 'identity.sign-in-passphrase', 'deny', 'sign-in-refused'], [true, 'identity.practitioner-vouched', 'deny', 'statement-refused'],
      [true, 'identity.remove-passkey', 'deny', 'not-found'], [true, 'identity.write-vault-record', 'deny', 'stale-version'], [true, 'identity.passkeyOptions', 'deny', 'step-up-required'],
    ]);
  });

  it('has no gaps when many write at once, and verifies', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => audit().deny({ actor: null, action: 'test.race', subject: String(i), rule: 'none' })));
    const { rows: [count] } = await database.query<{ entries: string; last: string }>('select count(*) as entries, max(seq) as last from audit_entry');
    expect(count?.entries).toBe(count?.last);
    expect(await audit().verify()).toMatchObject({ intact: true, head: { seq: Number(count?.last) } });
  });

  it('cannot be changed through ordinary statements', async () => {
    for (const sql of [`update audit_entry set outcome = 'allow'`, 'delete from audit_entry', 'truncate audit_entry', `update statement set kind = 'x'`, 'delete from statement']) await expect(database.query(sql)).rejects.toThrow(/append-only/);
  });

  it.each([
    ['an edited entry', `update audit_entry set outcome = 'allow', rule = null where seq = (select max(seq) from audit_entry where outcome = 'deny')`],
    ['a removed entry', 'delete from audit_entry where seq = 3'],
    ['two entries in another order', 'update audit_entry set seq = -seq where seq in (3, 4); update audit_entry set seq = 7 + seq where seq in (-3, -4)'],
    ['a shortened tail', 'delete from audit_entry where seq = (select seq from audit_head)'],
    ['a shortened tail with a corrected head', 'delete from audit_entry where seq = (select seq from audit_head); update audit_head set (seq, hash) = (select seq, hash from audit_entry order by seq desc limit 1)'],
  ])('shows %s to whoever kept its head', async (_what, tampering) => {
    const before = await audit().verify();
    if (!before.intact) throw new Error('the chain was broken before');
    await database.query('begin');
    try {
      await database.query('alter table audit_entry disable trigger audit_entry_append_only; alter table audit_entry drop constraint if exists audit_entry_seq_check');
      await database.query(tampering);
      const inside = new AuditService(database as never, network.clock);
      expect((await inside.verify(before.head)).intact).toBe(false);
    } finally {
      await database.query('rollback');
    }
    expect((await audit().verify(before.head)).intact).toBe(true);
  });
});
