/** What anybody may know of this service, and the founding of its network. */
import { Body, Controller } from '@nestjs/common';
import { SetUp, SetUpCheck, type NetworkId, type ServiceStatus, type StatementId } from '@comity/contracts';
import { Public } from '../../http/access.js';
import { Route } from '../../http/route.js';
import { version } from '../../version.js';
import { NetworkService } from '../network.service.js';
import { DemoSignIns } from './demo-sign-ins.js';
import { SetUpService } from './set-up.service.js';

@Public()
@Controller()
export class SetUpController {
  constructor(private readonly networks: NetworkService, private readonly setUps: SetUpService, private readonly demo: DemoSignIns) {}

  @Route('status', { summary: 'Whether the network exists, and in demo mode its sign-ins' })
  async status(): Promise<ServiceStatus> {
    const network = await this.networks.find();
    return { version, protocol: 1, setUp: network !== undefined, network: network ?? null, demo: network === undefined ? null : await this.demo.list() };
  }

  @Route('checkSetUp', { summary: 'Whether a set-up token is right, while there is no network' })
  check(@Body({ schema: SetUpCheck }) { token }: SetUpCheck): void {
    this.setUps.check(token);
  }

  @Route('setUp', { summary: 'Founds the network with its two officers, once', created: true })
  setUp(@Body({ schema: SetUp }) request: SetUp): Promise<{ network: NetworkId; pin: StatementId }> {
    return this.setUps.found(request);
  }
}
