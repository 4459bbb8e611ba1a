/**
 * Random keys of the service itself, made once and kept in the database, where every node finds the same. None of them
 * opens content. With `SECRET_KEY` an operator keeps the sealing key outside the database, so that a dump alone yields no TOTP secret.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Pool } from 'pg';
import { CONFIG, type Config } from '../config.js';
import { POOL } from '../database/pool.js';

/** First byte of what is sealed: which key opens it. */
const ofDatabase = 1, ofOperator = 2;
const nonceBytes = 12, tagBytes = 16;

@Injectable()
export class ServiceSecrets implements OnModuleInit {
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(POOL) private readonly pool: Pool, @Inject(CONFIG) private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    for (const name of ['decoy', 'seal']) {
      await this.pool.query('insert into service_secret (name, value) values ($1, $2) on conflict do nothing', [name, randomBytes(32)]);
      const { rows: [row] } = await this.pool.query<{ value: Buffer }>('select value from service_secret where name = $1', [name]);
      if (row !== undefined) this.keys.set(name, row.value);
    }
  }

  /** Steady bytes for something that does not exist, so that it cannot be told from what does. */
  decoy(purpose: string, of: string, length: number): Buffer {
    return createHmac('sha512', this.key('decoy')).update(`${purpose}\0${of}`, 'utf8').digest().subarray(0, length);
  }

  /** Seals `secret` for the owner `of`: key id, nonce, AES-256-GCM. */
  seal(secret: Uint8Array, of: string): Buffer {
    const which = this.config.secretKey === undefined ? ofDatabase : ofOperator;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey(which), nonce).setAAD(Buffer.from(of, 'utf8'));
    return Buffer.concat([Buffer.of(which), nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** Opens what `seal` made for the same owner; throws when it was tampered with or its key is gone. */
  open(sealed: Buffer, of: string): Buffer {
    const nonce = sealed.subarray(1, 1 + nonceBytes), body = sealed.subarray(1 + nonceBytes, -tagBytes), tag = sealed.subarray(-tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey(sealed[0]), nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(of, 'utf8')).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  }

  private sealKey(which: number | undefined): Buffer {
    if (which === ofDatabase) return this.key('seal');
    if (which === ofOperator && this.config.secretKey !== undefined) return this.config.secretKey;
    throw new Error('SECRET_KEY is needed to open what was sealed under it');
  }

  private key(name: string): Buffer {
    const key = this.keys.get(name);
    if (key === undefined) throw new Error(`The service has no key ${name}`);
    return key;
  }
}
