/** A WebAuthn authenticator in software: makes and uses ES256 credentials, honestly or as a test tells it. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Lies { origin?: string; userVerified?: boolean; challenge?: string; counter?: number; type?: string; userHandle?: string; rpId?: string }

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const u32 = (value: number): Buffer => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; };
/** CBOR (RFC 8949): byte string of up to 65,535 bytes, and text of up to 23. */
const cborBytes = (bytes: Uint8Array): Buffer => Buffer.concat([bytes.length < 24 ? Buffer.of(0x40 + bytes.length) : bytes.length < 256 ? Buffer.of(0x58, bytes.length) : Buffer.concat([Buffer.of(0x59), u16(bytes.length)]), bytes]);
const cborText = (text: string): Buffer => Buffer.concat([Buffer.of(0x60 + text.length), Buffer.from(text)]);

export class Authenticator {
  private readonly id = randomBytes(32);
  private readonly key: KeyObject;
  private readonly cosePublicKey: Buffer;
  private counter = 0;
  private userHandle: string | undefined;

  constructor(private readonly origin: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.key = privateKey;
    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    this.cosePublicKey = Buffer.concat([Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21), cborBytes(Buffer.from(x, 'base64url')), Buffer.of(0x22), cborBytes(Buffer.from(y, 'base64url'))]);
  }

  get credentialId(): string {
    return b64(this.id);
  }

  create(options: { challenge: string; rp: { id: string }; user: { id: string } }, lies: Lies = {}): Record<string, unknown> {
    this.userHandle = options.user.id;
    const attested = Buffer.concat([Buffer.alloc(16), u16(this.id.length), this.id, this.cosePublicKey]);
    const data = Buffer.concat([this.authenticatorData(options.rp.id, lies, 0x40), attested]);
    const attestationObject = Buffer.concat([Buffer.of(0xa3), cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.of(0xa0), cborText('authData'), cborBytes(data)]);
    return this.credential({ clientDataJSON: b64(this.clientData('webauthn.create', options.challenge, lies)), attestationObject: b64(attestationObject), transports: ['internal'] });
  }

  get(options: { challenge: string; rpId: string }, lies: Lies = {}): Record<string, unknown> {
    this.counter += 1;
    const data = this.authenticatorData(options.rpId, lies, 0), clientData = this.clientData('webauthn.get', options.challenge, lies);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.key);
    return this.credential({ clientDataJSON: b64(clientData), authenticatorData: b64(data), signature: b64(signature), userHandle: lies.userHandle ?? this.userHandle });
  }

  private credential(response: Record<string, unknown>): Record<string, unknown> {
    return { id: this.credentialId, rawId: this.credentialId, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform', response };
  }

  private authenticatorData(rpId: string, lies: Lies, flags: number): Buffer {
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.of(flags | 0x01 | (lies.userVerified === false ? 0 : 0x04)), u32(lies.counter ?? this.counter)]);
  }

  private clientData(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(JSON.stringify({ type: lies.type ?? type, challenge: lies.challenge ?? challenge, origin: lies.origin ?? this.origin, crossOrigin: false }));
  }
}
