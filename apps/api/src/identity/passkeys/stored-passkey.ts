/** A passkey of a practitioner: the public half of a WebAuthn credential. */
import { defineEntity, p } from '@mikro-orm/core';
import type { PractitionerId } from '@comity/contracts';

const schema = defineEntity({
  name: 'StoredPasskey',
  tableName: 'passkey',
  properties: {
    id: p.text().primary(),
    practitioner: p.uuid().$type<PractitionerId>(),
    name: p.text(),
    publicKey: p.blob().$type<Buffer>(),
    counter: p.bigint('number'),
    transports: p.json<string[]>(),
    createdAt: p.datetime(3),
    lastUsedAt: p.datetime(3).nullable(),
    /** The vault key, wrapped by what this passkey computes; null while it only signs in. */
    vaultSealed: p.blob().$type<Buffer>().nullable(),
  },
});
export class StoredPasskey extends schema.class {}
schema.setClass(StoredPasskey);
