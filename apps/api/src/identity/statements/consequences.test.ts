import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceId } from '@comity/contracts';
import { newDevice, ready } from '@comity/e2ee';
import { id, minutes, Network, person } from '../../../../../libs/e2ee/test/network.js';
import { consequences, type Moment } from './consequences.js';

beforeAll(ready);

const at = (network: Network, minute: number): Moment => ({ chain: network.chain, at: new Date(minutes(minute)) });

describe('consequences of a change of the chain, and of time', () => {
  it('are none where nothing changed', () => {
    const network = new Network();
    expect(consequences(at(network, 0), at(network, 1))).toEqual({ begun: [], ended: [], endedDevices: [] });
  });

  it('tell who began and who ended', () => {
    const network = new Network();
    const before = at(network, 0);
    const newcomer = person('Newcomer');
    network.accept(network.vouch(newcomer));
    network.accept(network.revoke({ type: 'practitioner', id: network.practitioner.id }, [network.focal]));
    expect(consequences(before, at(network, 0))).toEqual({ begun: [newcomer.id], ended: [network.practitioner.id], endedDevices: [network.device.id] });
  });

  it('tell who began and ended again between the two moments', () => {
    const network = new Network();
    const before = at(network, 0);
    const guest = person('Guest');
    const device = { id: id<DeviceId>(), keys: newDevice() };
    network.accept(network.vouch(guest, { notAfter: minutes(1) }));
    network.accept(network.certify(guest, device));
    expect(consequences(before, at(network, 2))).toEqual({ begun: [], ended: [guest.id], endedDevices: [device.id] });
  });

  it('tell of an end once', () => {
    const network = new Network();
    network.accept(network.vouch(person('Guest'), { notAfter: minutes(1) }));
    expect(consequences(at(network, 2), at(network, 3))).toEqual({ begun: [], ended: [], endedDevices: [] });
  });

  it('leave alone whose time has not come', () => {
    const network = new Network();
    const before = at(network, 0);
    network.accept(network.vouch(person('Later'), { notBefore: minutes(60) }));
    expect(consequences(before, at(network, 1))).toEqual({ begun: [], ended: [], endedDevices: [] });
    expect(consequences(undefined, at(network, 1)).ended).toEqual([]);
  });

  it('tell of everybody at a start', () => {
    const network = new Network();
    network.accept(network.revoke({ type: 'device', id: network.device.id }, [network.practitioner]));
    const found = consequences(undefined, at(network, 0));
    expect(found.begun).toEqual(expect.arrayContaining([network.focal.id, network.practitioner.id]));
    expect(found.endedDevices).toEqual([network.device.id]);
  });
});
