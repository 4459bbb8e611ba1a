/** The network this service serves: there is one, founded by its first statement. */
import { defineEntity, p } from '@mikro-orm/core';
import type { NetworkId, StatementId } from '@comity/contracts';

const schema = defineEntity({
  name: 'Network',
  tableName: 'network',
  properties: {
    id: p.uuid().primary().$type<NetworkId>(),
    name: p.text(),
    pin: p.text().$type<StatementId>(),
    head: p.bigint('number'),
    foundedAt: p.datetime(3),
  },
});
export class Network extends schema.class {}
schema.setClass(Network);
