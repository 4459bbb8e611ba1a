/** Who this service is for: nobody until set-up, then one network for good. */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../http/refusal.js';
import { Network } from './network.js';

export type NetworkFacts = Pick<Network, 'id' | 'name' | 'pin'>;

@Injectable()
export class NetworkService {
  private known: NetworkFacts | undefined;

  constructor(private readonly em: EntityManager) {}

  /** Undefined before set-up. What never changes is kept in memory. */
  async find(): Promise<NetworkFacts | undefined> {
    if (this.known === undefined) {
      const network = await this.em.fork().findOne(Network, { id: { $ne: null } });
      if (network) this.known = { id: network.id, name: network.name, pin: network.pin };
    }
    return this.known;
  }

  /** Refuses with `set-up-needed` before set-up. */
  async get(): Promise<NetworkFacts> {
    const network = await this.find();
    if (network === undefined) throw new Refusal('set-up-needed');
    return network;
  }
}
