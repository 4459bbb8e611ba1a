/** One's own passkeys over HTTP. */
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { base64url, PasskeyResponse, PasskeyWrapWrite, type Passkey } from '@comity/contracts';
import { AnyState, Fresh } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { PasskeyService } from './passkey.service.js';

const CredentialId = base64url({ min: 1, max: 1_023 });

@AnyState()
@Controller()
export class PasskeysController {
  constructor(private readonly passkeys: PasskeyService) {}

  @Route('passkeys', { summary: 'The caller\'s passkeys' })
  list(@CurrentSession() session: SessionContext): Promise<Passkey[]> {
    return this.passkeys.list(session.practitioner);
  }

  @Fresh()
  @Route('passkeyOptions', { summary: 'A challenge to make a passkey' })
  options(@CurrentSession() session: SessionContext): Promise<object> {
    return this.passkeys.options(session);
  }

  @Fresh()
  @Route('addPasskey', { summary: 'Adds a passkey', created: true })
  add(@CurrentSession() session: SessionContext, @Body({ schema: PasskeyResponse }) { response, name }: z.infer<typeof PasskeyResponse>): Promise<Passkey> {
    return this.passkeys.add(session, response, name ?? 'Passkey');
  }

  @Fresh()
  @Route('wrapForPasskey', { summary: 'Lets a passkey open the caller\'s vault' })
  wrap(@CurrentSession() session: SessionContext, @Param('id', { schema: CredentialId }) id: string, @Body({ schema: PasskeyWrapWrite }) { sealed }: z.infer<typeof PasskeyWrapWrite>): Promise<void> {
    return this.passkeys.wrap(session.practitioner, id, sealed);
  }

  @Fresh()
  @Route('removePasskey', { summary: 'Removes a passkey, and its wrap of the vault key' })
  remove(@CurrentSession() session: SessionContext, @Param('id', { schema: CredentialId }) id: string): Promise<void> {
    return this.passkeys.remove(session.practitioner, id);
  }
}
