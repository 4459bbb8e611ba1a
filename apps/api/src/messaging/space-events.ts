/** Events about a space as a whole, and who answers each. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventRouter } from '../realtime/event-router.js';
import { Commits } from './commits.js';
import { SpaceList } from './space-list.js';
import { SpaceLog } from './space-log.js';
import { Spaces } from './spaces.js';
import { Widening } from './widening.js';

@Injectable()
export class SpaceEvents implements OnModuleInit {
  constructor(private readonly router: EventRouter, private readonly spaces: Spaces, private readonly list: SpaceList, private readonly commits: Commits, private readonly log: SpaceLog, private readonly widening: Widening) {}

  onModuleInit(): void {
    this.router.register({
      'messaging:spaces': (caller) => this.list.of(caller),
      'messaging:create': (caller, input) => this.spaces.create(caller, input),
      'messaging:commit': (caller, input) => this.commits.post(caller, input),
      'messaging:widen': (caller, input) => this.widening.widen(caller, input),
      'messaging:sync': (caller, input) => this.log.page(caller, input),
    });
  }
}
