/** The audit chain, for every room. */
import { Global, Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { Audited } from './audited.js';

@Global()
@Module({ providers: [AuditService, Audited], exports: [AuditService, Audited] })
export class AuditModule {}
