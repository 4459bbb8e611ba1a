/** The parameters with which a client derives its keys from a passphrase; an unknown login has steady, invented ones. */
import { Body, Controller } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { KdfRequest, type KdfParameters } from '@comity/contracts';
import { Public } from '../../http/access.js';
import { Route } from '../../http/route.js';
import { run } from '../../database/run.js';
import { NetworkService } from '../network.service.js';
import { ServiceSecrets } from '../service-secrets.js';

/** What the product's own client chooses for a new passphrase. */
const usual = { algorithm: 'argon2id13', ops: 3, mem: 67_108_864 } as const;

@Controller()
export class KdfController {
  constructor(private readonly em: EntityManager, private readonly networks: NetworkService, private readonly secrets: ServiceSecrets) {}

  @Public()
  @Route('kdf', { summary: 'Key derivation parameters of a login' })
  async parameters(@Body({ schema: KdfRequest }) { login }: z.infer<typeof KdfRequest>): Promise<KdfParameters> {
    await this.networks.get();
    const invented: KdfParameters = { ...usual, salt: this.secrets.decoy('kdf', login, 16).toString('base64url') };
    const [found] = await run<{ kdf: KdfParameters }>(this.em.fork(), 'select passphrase_kdf as kdf from vault join account using (practitioner) where login = ?', [login]);
    return found?.kdf ?? invented;
  }
}
