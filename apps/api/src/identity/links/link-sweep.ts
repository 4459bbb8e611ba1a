/** Looks every few seconds for requests whose time is over: nothing of them stays, and devices in use stop offering to answer. */
import { Injectable } from '@nestjs/common';
import { Log } from '../../http/log.js';
import { Sweep } from '../../sweep.js';
import { LinkService } from './link.service.js';

const interval = 5_000;

@Injectable()
export class LinkSweep extends Sweep {
  constructor(private readonly links: LinkService, log: Log) { super(log, interval, 'sweep-failed'); }

  protected override round(): Promise<void> { return this.links.endExpired(); }
}
