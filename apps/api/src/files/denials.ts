/** What somebody tried with files in vain, in the audit chain: each thing once a minute, so that nobody can fill it. */
import { Injectable } from '@nestjs/common';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { Denials } from '../realtime/denials.js';

@Injectable()
export class FileDenials {
  constructor(private readonly denials: Denials) {}

  async watch<T>(session: SessionContext, action: string, subject: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) this.denials.record(session, action, subject, error.problem.code);
      throw error;
    }
  }
}
