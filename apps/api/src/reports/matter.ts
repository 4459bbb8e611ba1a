/** A request as the service was told of it, the steps it was told of, what its assets are worth, and what the network decided about telling. */
import { defineEntity, p } from '@mikro-orm/core';
import type { AmountBand, AuthorityId, FiguresSettingBody, MatterKind, MatterOutcome, MatterReport, MatterStage, NetworkId, OffenceCategory, PractitionerId, SpaceId } from '@comity/contracts';

const matter = defineEntity({
  name: 'Matter',
  tableName: 'matter',
  properties: {
    space: p.uuid().primary().$type<SpaceId>(),
    network: p.uuid().$type<NetworkId>(),
    kind: p.text().$type<MatterKind>(),
    requesting: p.uuid().$type<AuthorityId>(),
    requested: p.uuid().$type<AuthorityId>(),
    year: p.smallint(),
    urgent: p.boolean(),
    facilitated: p.boolean(),
    offence: p.text().$type<OffenceCategory>().nullable(),
    stage: p.text().$type<MatterStage>(),
    outcome: p.text().$type<MatterOutcome>().nullable(),
    transmittedAt: p.datetime(3),
    acknowledgedAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    lastAt: p.datetime(3),
  },
});
export class Matter extends matter.class {}
matter.setClass(Matter);

const event = defineEntity({
  name: 'MatterEvent',
  tableName: 'matter_event',
  properties: {
    space: p.uuid().primary().$type<SpaceId>(),
    seq: p.bigint('number').primary(),
    at: p.datetime(3),
    items: p.json<MatterReport['items']>(),
    toldBy: p.uuid().$type<PractitionerId>(),
    toldAt: p.datetime(3),
  },
});
export class MatterEvent extends event.class {}
event.setClass(MatterEvent);

const asset = defineEntity({
  name: 'MatterAsset',
  tableName: 'matter_asset',
  properties: { space: p.uuid().primary().$type<SpaceId>(), item: p.uuid().primary(), amount: p.text().$type<AmountBand>(), toldBy: p.uuid().$type<PractitionerId>(), toldAt: p.datetime(3) },
});
export class MatterAsset extends asset.class {}
asset.setClass(MatterAsset);

const setting = defineEntity({
  name: 'StoredFiguresSetting',
  tableName: 'figures_setting',
  properties: { network: p.uuid().primary().$type<NetworkId>(), body: p.json<FiguresSettingBody>(), signature: p.text(), toldFrom: p.datetime(3).nullable(), assetsFrom: p.datetime(3).nullable(), setAt: p.datetime(3) },
});
export class StoredFiguresSetting extends setting.class {}
setting.setClass(StoredFiguresSetting);
