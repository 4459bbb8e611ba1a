/** Events by which devices come into groups: key packages, welcomes, group info. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventRouter } from '../realtime/event-router.js';
import { GroupInfos } from './group-info.js';
import { KeyPackages } from './key-packages.js';
import { Welcomes } from './welcomes.js';

@Injectable()
export class DeviceEvents implements OnModuleInit {
  constructor(private readonly router: EventRouter, private readonly keyPackages: KeyPackages, private readonly welcomes: Welcomes, private readonly groupInfos: GroupInfos) {}

  onModuleInit(): void {
    this.router.register({
      'messaging:upload-key-packages': (caller, input) => this.keyPackages.upload(caller, input),
      'messaging:claim-key-packages': (caller, input) => this.keyPackages.claim(caller, input),
      'messaging:welcomes': (caller) => this.welcomes.waiting(caller),
      'messaging:welcomed': (caller, { space }) => this.welcomes.taken(caller, space),
      'messaging:group-info': (caller, { space }) => this.groupInfos.of(caller, space),
    });
  }
}
