/** An account: the sign-in of one practitioner. Who the practitioner is stands in the chain of statements, not here. */
import { defineEntity, p } from '@mikro-orm/core';
import type { AuthorityId, NetworkId, PractitionerId } from '@comity/contracts';

const schema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    practitioner: p.uuid().primary().$type<PractitionerId>(),
    network: p.uuid().$type<NetworkId>(),
    authority: p.uuid().$type<AuthorityId>(),
    login: p.text(),
    state: p.text().$type<'awaiting-vouching' | 'active' | 'ended'>(),
    authHash: p.blob().$type<Buffer>(),
    authSalt: p.blob().$type<Buffer>(),
    /** argon2id: KiB. */
    authMemory: p.integer(),
    authPasses: p.integer(),
    totpSealed: p.blob().$type<Buffer>(),
    /** Step of RFC 6238 of the last code that counted. */
    totpLastStep: p.bigint('number'),
    createdAt: p.datetime(3),
  },
});
export class Account extends schema.class {}
schema.setClass(Account);
