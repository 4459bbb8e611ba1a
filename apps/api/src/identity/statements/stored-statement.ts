/** Statements as kept: the accepted ones in order, and root actions that wait for the second officer. */
import { defineEntity, p } from '@mikro-orm/core';
import type { NetworkId, PractitionerId, StatementBody, StatementId } from '@comity/contracts';

const accepted = defineEntity({
  name: 'StoredStatement',
  tableName: 'statement',
  properties: {
    network: p.uuid().primary().$type<NetworkId>(),
    position: p.bigint('number').primary(),
    id: p.text().$type<StatementId>(),
    kind: p.text().$type<StatementBody['kind']>(),
    body: p.json<StatementBody>(),
    signatures: p.json<string[]>(),
    acceptedAt: p.datetime(3),
  },
});
export class StoredStatement extends accepted.class {}
accepted.setClass(StoredStatement);

const pending = defineEntity({
  name: 'PendingRootAction',
  tableName: 'pending_statement',
  properties: {
    id: p.text().primary().$type<StatementId>(),
    network: p.uuid().$type<NetworkId>(),
    body: p.json<StatementBody>(),
    signatures: p.json<(string | null)[]>(),
    proposedBy: p.uuid().$type<PractitionerId>(),
    proposedAt: p.datetime(3),
  },
});
export class PendingRootAction extends pending.class {}
pending.setClass(PendingRootAction);
