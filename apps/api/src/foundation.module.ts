/** What every room may ask for: settings, clock and log. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { Log } from './http/log.js';

@Global()
@Module({})
export class FoundationModule {
  static with(config: Config, clock: Clock, log: Log): DynamicModule {
    const providers = [{ provide: CONFIG, useValue: config }, { provide: Clock, useValue: clock }, { provide: Log, useValue: log }];
    return { module: FoundationModule, providers, exports: [CONFIG, Clock, Log] };
  }
}
