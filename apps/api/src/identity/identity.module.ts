/** Identity: networks, practitioners, devices and sessions. Other rooms meet it through what it exports. */
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { AccountService } from './accounts/account.service.js';
import { DaysController } from './days/days.controller.js';
import { DaysService } from './days/days.service.js';
import { EnrolmentController } from './invitations/enrolment.controller.js';
import { EnrolmentService } from './invitations/enrolment.service.js';
import { InvitationEnding } from './invitations/invitation-ending.js';
import { InvitationService } from './invitations/invitation.service.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { LinkService } from './links/link.service.js';
import { LinkSweep } from './links/link-sweep.js';
import { LinksController } from './links/links.controller.js';
import { NetworkService } from './network.service.js';
import { CeremonyService } from './passkeys/ceremony.service.js';
import { PasskeySignInController } from './passkeys/passkey-sign-in.controller.js';
import { PasskeyStepUpStrategy } from './passkeys/passkey-step-up.strategy.js';
import { PasskeyVerifier } from './passkeys/passkey-verifier.js';
import { PasskeyService } from './passkeys/passkey.service.js';
import { PasskeyStrategy } from './passkeys/passkey.strategy.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { RelyingParty } from './passkeys/relying-party.js';
import { RateGuard } from './rate.guard.js';
import { ServiceSecrets } from './service-secrets.js';
import { DeviceAttachService } from './sessions/device-attach.service.js';
import { SessionEvents } from './sessions/session-events.js';
import { SessionGuard } from './sessions/session.guard.js';
import { SessionService } from './sessions/session.service.js';
import { SessionSweep } from './sessions/session-sweep.js';
import { SessionView } from './sessions/session-view.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SignOutService } from './sessions/sign-out.service.js';
import { DemoSignIns } from './set-up/demo-sign-ins.js';
import { SetUpController } from './set-up/set-up.controller.js';
import { SetUpService } from './set-up/set-up.service.js';
import { KdfController } from './sign-in/kdf.controller.js';
import { PassphraseStepUpStrategy } from './sign-in/passphrase-step-up.strategy.js';
import { PassphraseVerifier } from './sign-in/passphrase-verifier.js';
import { PassphraseStrategy } from './sign-in/passphrase.strategy.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { ChainService } from './statements/chain.service.js';
import { RootActionService } from './statements/root-action.service.js';
import { RootActionsController } from './statements/root-actions.controller.js';
import { StandingService } from './statements/standing.service.js';
import { StandingSweep } from './statements/standing-sweep.js';
import { StatementService } from './statements/statement.service.js';
import { StatementsController } from './statements/statements.controller.js';
import { VaultController } from './vault/vault.controller.js';
import { VaultService } from './vault/vault.service.js';

@Module({
  imports: [PassportModule],
  controllers: [SetUpController, StatementsController, RootActionsController, InvitationsController, EnrolmentController, KdfController, SignInController, PasskeySignInController, SessionsController, PasskeysController, VaultController, LinksController, DaysController],
  providers: [
    { provide: APP_GUARD, useClass: SessionGuard }, { provide: APP_GUARD, useClass: RateGuard },
    NetworkService, ServiceSecrets, AccountService,
    ChainService, StatementService, RootActionService, StandingService, StandingSweep,
    SessionEvents, SessionService, SessionSweep, SessionView, SignOutService, DeviceAttachService,
    SignInService, PassphraseVerifier, PassphraseStrategy, PassphraseStepUpStrategy,
    CeremonyService, RelyingParty, PasskeyVerifier, PasskeyService, PasskeyStrategy, PasskeyStepUpStrategy,
    InvitationService, InvitationEnding, EnrolmentService, VaultService, LinkService, LinkSweep, DaysService, SetUpService, DemoSignIns,
  ],
  exports: [SessionEvents, SessionService, ChainService, InvitationService],
})
export class IdentityModule {}
