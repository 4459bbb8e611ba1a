/** Gives messages to the operator's server for mail. Without one it sends nothing. */
import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { CONFIG, type Config } from '../config.js';
import type { MailMessage } from './mail-message.js';

const patience = 20_000, rest = 5_000;

@Injectable()
export class Mailer {
  private readonly transport: ReturnType<typeof createTransport> | undefined;
  readonly from: string | undefined;
  /** Of the address in whose name it writes: neither this machine's name nor that of the service is anybody's on the way. */
  private readonly domain: string;

  constructor(@Inject(CONFIG) { mail }: Config) {
    this.from = mail?.from;
    this.domain = mail?.from.split('@')[1] ?? '';
    if (mail === undefined) return;
    // One connection for a round, let go soon after it. One that the server closed meanwhile is made anew, once: whoever waits for this knows how long it may take.
    this.transport = createTransport({
      pool: true, maxConnections: 1, maxRequeues: 1, idleTimeout: rest,
      host: mail.host, port: mail.port, name: this.domain, secure: mail.tls === 'first', requireTLS: mail.tls === 'start', ignoreTLS: mail.tls === 'none', tls: { minVersion: 'TLSv1.2' }, ...(mail.user !== '' && { auth: { user: mail.user, pass: mail.password } }),
      connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience, disableFileAccess: true, disableUrlAccess: true, logger: false,
    });
  }

  get available(): boolean { return this.transport !== undefined; }

  /** Resolves once the server took it. */
  async send({ id, to, subject, text, language, calendar }: MailMessage): Promise<void> {
    if (this.transport === undefined || this.from === undefined) throw new Error('There is no server for mail');
    await this.transport.sendMail({
      from: { name: 'Comity', address: this.from }, to: { name: '', address: to }, envelope: { from: this.from, to: [to] }, subject, text, messageId: `<${id}@${this.domain}>`,
      // RFC 3834: nobody's absence answers a machine.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': language },
      ...(calendar !== null && { alternatives: [{ contentType: `text/calendar; charset=utf-8; method=${calendar.method}; component=VEVENT`, content: calendar.content }] }),
    });
  }

  /** What is being given away still is. */
  close(): void { this.transport?.close(); }
}

/** Whether the server said that there is no such address; anything else may be better later. */
export const isRefusedAddress = (error: unknown): boolean =>
  error instanceof Error && 'command' in error && error.command === 'RCPT TO' && 'responseCode' in error && Number(error.responseCode) >= 550 && Number(error.responseCode) < 560;
