/** The demo's sign-ins, from the file the demo's seeding wrote; shown in demo mode only. */
import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceStatus } from '@comity/contracts';
import { CONFIG, type Config } from '../../config.js';
import { Log } from '../../http/log.js';

@Injectable()
export class DemoSignIns {
  private known: ServiceStatus['demo'] = null;

  constructor(@Inject(CONFIG) private readonly config: Config, private readonly log: Log) {}

  /** Null outside demo mode, and until the seeding is complete. */
  async list(): Promise<ServiceStatus['demo']> {
    if (!this.config.demo || this.config.demoSignIns === undefined || this.known !== null) return this.known;
    try {
      this.known = ServiceStatus.shape.demo.parse(JSON.parse(await readFile(this.config.demoSignIns, 'utf8')));
    } catch (error) {
      this.log.debug('demo-sign-ins-not-ready', { error });
    }
    return this.known;
  }
}
