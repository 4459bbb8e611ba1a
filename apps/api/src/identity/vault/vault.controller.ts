/** One's own vault: read it, write a record by compare and set, change its wraps. */
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { VaultRecordName, VaultRecordWrite, VaultRewrap, type HeldWraps, type Vault, type VaultRecord } from '@comity/contracts';
import { AnyState, Fresh } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { VaultService } from './vault.service.js';

@AnyState()
@Controller()
export class VaultController {
  constructor(private readonly vaults: VaultService) {}

  @Route('vault', { summary: 'The caller\'s sealed vault' })
  read(@CurrentSession() session: SessionContext): Promise<Vault> {
    return this.vaults.read(session.practitioner);
  }

  @Route('vaultWraps', { summary: 'How the caller\'s vault key is wrapped' })
  wraps(@CurrentSession() session: SessionContext): Promise<HeldWraps> {
    return this.vaults.wraps(session.practitioner);
  }

  @Route('vaultRecords', { summary: 'Which versions the records of the caller\'s vault have' })
  versions(@CurrentSession() session: SessionContext): Promise<{ name: string; version: number }[]> {
    return this.vaults.versions(session.practitioner);
  }

  @Route('vaultRecord', { summary: 'One sealed record of the caller\'s vault' })
  record(@CurrentSession() session: SessionContext, @Param('name', { schema: VaultRecordName }) name: string): Promise<VaultRecord> {
    return this.vaults.record(session.practitioner, name);
  }

  @Route('writeVaultRecord', { summary: 'Writes a sealed record if it still has the version it replaces' })
  async write(@CurrentSession() session: SessionContext, @Param('name', { schema: VaultRecordName }) name: string, @Body({ schema: VaultRecordWrite }) { replaces, sealed }: z.infer<typeof VaultRecordWrite>): Promise<{ name: string; version: number }> {
    return { name, version: await this.vaults.write(session.practitioner, name, replaces, sealed) };
  }

  @Fresh()
  @Route('rewrapVault', { summary: 'Replaces the wraps of the vault key; with a new passphrase also the key that signs in' })
  rewrap(@CurrentSession() session: SessionContext, @Body({ schema: VaultRewrap }) rewrap: VaultRewrap): Promise<void> {
    return this.vaults.rewrap(session.practitioner, rewrap);
  }
}
