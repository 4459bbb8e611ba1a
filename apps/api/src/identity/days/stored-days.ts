/** The working days of a State as one of its authorities stated them last. */
import { defineEntity, p } from '@mikro-orm/core';
import type { AuthorityId, NetworkId, StatedDaysBody } from '@comity/contracts';

const days = defineEntity({
  name: 'StoredDays',
  tableName: 'stated_days',
  properties: { network: p.uuid().primary().$type<NetworkId>(), authority: p.uuid().primary().$type<AuthorityId>(), body: p.json<StatedDaysBody>(), signature: p.text(), issuedAt: p.datetime(3) },
});
export class StoredDays extends days.class {}
days.setClass(StoredDays);
