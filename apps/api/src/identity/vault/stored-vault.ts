/** A person's vault as the service sees it: sealed records, and the sealed key to them. */
import { defineEntity, p } from '@mikro-orm/core';
import type { KdfParameters, PractitionerId } from '@comity/contracts';

const vault = defineEntity({
  name: 'StoredVault',
  tableName: 'vault',
  properties: {
    practitioner: p.uuid().primary().$type<PractitionerId>(),
    passphraseKdf: p.json<KdfParameters>(),
    passphraseSealed: p.blob().$type<Buffer>(),
    recoverySealed: p.blob().$type<Buffer>(),
    updatedAt: p.datetime(3),
  },
});
export class StoredVault extends vault.class {}
vault.setClass(StoredVault);

const record = defineEntity({
  name: 'StoredVaultRecord',
  tableName: 'vault_record',
  properties: {
    practitioner: p.uuid().primary().$type<PractitionerId>(),
    name: p.text().primary(),
    version: p.integer(),
    sealed: p.blob().$type<Buffer>(),
    updatedAt: p.datetime(3),
  },
});
export class StoredVaultRecord extends record.class {}
record.setClass(StoredVaultRecord);
