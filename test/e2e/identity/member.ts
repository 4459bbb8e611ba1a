/** Somebody with keys and secrets, as their client would hold them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { AuthorityId, DeviceId, PractitionerId } from '@comity/contracts';
import { newDevice, newIdentity, toBase64Url, type KeyPair } from '@comity/e2ee';
import type { FakeClock } from './fake-clock.js';

const kdf = () => ({ algorithm: 'argon2id13', salt: toBase64Url(randomBytes(16)), ops: 3, mem: 67_108_864 }) as const;
const bytes = (count: number): string => toBase64Url(randomBytes(count));

export class Member {
  readonly id = randomUUID() as PractitionerId;
  readonly identity: KeyPair = newIdentity();
  readonly device: KeyPair & { id: DeviceId } = { ...newDevice(), id: randomUUID() as DeviceId };
  readonly authKey = bytes(32);
  readonly totpSecret = randomBytes(20);
  readonly wraps = { passphrase: { kdf: kdf(), sealed: bytes(72) }, recovery: { sealed: bytes(72) } };
  readonly login: string;
  authority: AuthorityId | undefined;
  /** The `Cookie` header of the present session. */
  cookie: string | undefined;
  private usedStep = 0;

  constructor(readonly name: string, private readonly clock: FakeClock) {
    this.login = `${name.toLowerCase().replaceAll(' ', '.')}.${randomBytes(3).toString('hex')}`;
  }

  get person() {
    return { id: this.id, name: this.name, title: null, key: toBase64Url(this.identity.publicKey) };
  }

  /** The code of the present step, `steps` away from it. */
  code(steps = 0): string {
    return new TOTP({ secret: new Secret({ buffer: new Uint8Array(this.totpSecret).buffer }), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: this.clock.now().getTime() + steps * 30_000 });
  }

  /** A code nobody used yet: waits, on the fake clock, for the next step if need be. */
  freshCode(): string {
    const step = () => Math.floor(this.clock.now().getTime() / 30_000);
    if (step() <= this.usedStep) this.clock.advance(30);
    this.usedStep = step();
    return this.code();
  }

  newAccount() {
    return { person: this.id, credentials: { login: this.login, authKey: this.authKey, totp: { secret: toBase64Url(this.totpSecret), code: this.freshCode() } }, wraps: this.wraps, main: bytes(200) };
  }
}
