/** What messaging asks of the chain of trust: whose devices they are, and whether they count at this moment. */
import { Injectable } from '@nestjs/common';
import type { DeviceId, PractitionerId } from '@comity/contracts';
import { equal, type ChainDevice, type HandshakeLeaf } from '@comity/e2ee/verify';
import { Clock } from '../clock.js';
import { SessionEvents } from '../identity/sessions/session-events.js';
import { ChainService } from '../identity/statements/chain.service.js';

@Injectable()
export class Directory {
  constructor(private readonly chains: ChainService, private readonly clock: Clock, private readonly events: SessionEvents) {}

  now(): Date {
    return this.clock.now();
  }

  /** The device, if it and its person are valid now. */
  device(id: DeviceId): ChainDevice | undefined {
    return this.chains.current().device(id, this.clock.now());
  }

  /** Whether a leaf says the truth: a device of that person, valid now, with that key. */
  certifies(leaf: HandshakeLeaf): boolean {
    const device = this.device(leaf.device);
    return device !== undefined && device.practitioner === leaf.practitioner && equal(device.key, leaf.key);
  }

  /** Hears of devices and people the moment the chain ends them. */
  onEnded(listener: (ended: { devices: DeviceId[]; practitioners: PractitionerId[] }) => void): void {
    this.events.on('revoked', listener);
  }

  /** Hears of people who count from now on, perhaps again. */
  onBegun(listener: (practitioners: PractitionerId[]) => void): void {
    this.events.on('begun', listener);
  }

  /** Those of `devices` that the chain does not count any more. */
  ended(devices: readonly DeviceId[]): DeviceId[] {
    return devices.filter((device) => this.device(device) === undefined);
  }
}
