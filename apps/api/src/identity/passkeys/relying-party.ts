/** This service towards authenticators (WebAuthn Level 3): the host of ORIGIN, user verification always, credentials discoverable. */
import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { z } from 'zod';
import type { PractitionerId } from '@comity/contracts';
import { uuidToBytes } from '@comity/e2ee/verify';
import { CONFIG, type Config } from '../../config.js';
import type { AuthenticationResponse, RegistrationResponse } from './credential-response.js';
import type { StoredPasskey } from './stored-passkey.js';

/** ES256, EdDSA, RS256: COSE algorithm numbers. */
const algorithms = [-7, -8, -257];
const timeout = 300_000;

export interface NewPasskey { id: string; publicKey: Buffer; counter: number }

@Injectable()
export class RelyingParty {
  private readonly id: string;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.id = new URL(config.origin).hostname;
  }

  /** Options to sign in; which credentials exist is not told: they are discoverable. */
  authenticationOptions(challenge: string): Promise<object> {
    return generateAuthenticationOptions({ rpID: this.id, challenge: Buffer.from(challenge, 'base64url'), userVerification: 'required', timeout });
  }

  registrationOptions(challenge: string, person: { practitioner: PractitionerId; login: string }, known: readonly StoredPasskey[]): Promise<object> {
    return generateRegistrationOptions({
      rpName: 'Comity', rpID: this.id, userName: person.login, userDisplayName: person.login, userID: new Uint8Array(uuidToBytes(person.practitioner)), challenge: new Uint8Array(Buffer.from(challenge, 'base64url')), timeout,
      attestationType: 'none', excludeCredentials: known.map(({ id, transports }) => ({ id, transports })), supportedAlgorithmIDs: algorithms,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** The signature counter after a valid assertion, or undefined. */
  async verifyAuthentication(given: z.infer<typeof AuthenticationResponse>, challenge: string, passkey: StoredPasskey): Promise<number | undefined> {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given as AuthenticationResponseJSON, expectedChallenge: challenge, expectedOrigin: this.config.origin, expectedRPID: this.id, requireUserVerification: true,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    }).catch(() => ({ verified: false, authenticationInfo: undefined }));
    return verified ? authenticationInfo?.newCounter : undefined;
  }

  /** The credential of a valid registration, or undefined. */
  async verifyRegistration(given: z.infer<typeof RegistrationResponse>, challenge: string): Promise<NewPasskey | undefined> {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: given as RegistrationResponseJSON, expectedChallenge: challenge, expectedOrigin: this.config.origin, expectedRPID: this.id, requireUserVerification: true, supportedAlgorithmIDs: algorithms,
    }).catch(() => ({ registrationInfo: undefined }));
    if (registrationInfo === undefined) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey), counter };
  }
}
