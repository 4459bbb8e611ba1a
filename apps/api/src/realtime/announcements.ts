/**
 * What identity makes known to those who are connected, here and at the other processes: new statements, sessions that
 * ended, and to a person's devices what was written to their vault, that one asks to be linked, and that something waits at their desk.
 */
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PractitionerId, ServerEvents } from '@comity/contracts';
import { SessionEvents } from '../identity/sessions/session-events.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { FanOut } from './fan-out.js';
import { Hints } from './hints.js';
import { SessionWatch } from './session-watch.js';

/** A notification carries 8,000 bytes. */
const sessionsInOne = 200;

@Injectable()
export class Announcements implements OnApplicationBootstrap {
  constructor(private readonly events: SessionEvents, private readonly chains: ChainService, private readonly fanOut: FanOut, private readonly watch: SessionWatch, private readonly hints: Hints) {}

  onApplicationBootstrap(): void {
    this.events.on('statements', ({ head }) => {
      this.fanOut.toAll('identity:statements', { head });
      this.hints.publish('comity_statements', String(head));
    });
    this.events.on('vault', ({ practitioner, name, version }) => {
      this.fanOut.toPerson(practitioner, 'identity:vault', { name, version });
      this.hints.publish('comity_vaults', `${practitioner} ${version} ${name}`);
    });
    this.events.on('link', ({ practitioner }) => {
      this.fanOut.toPerson(practitioner, 'identity:link', {});
      this.hints.publish('comity_links', practitioner);
    });
    this.events.on('desk', ({ practitioner }) => {
      this.fanOut.toPerson(practitioner, 'identity:desk', {});
      this.hints.publish('comity_desks', practitioner);
    });
    this.events.on('ended', ({ sessions, reason }) => {
      for (const session of sessions) this.watch.end(session, reason);
      for (let i = 0; i < sessions.length; i += sessionsInOne) this.hints.publish('comity_sessions', `${reason} ${sessions.slice(i, i + sessionsInOne).join(',')}`);
    });
    this.hints.on('comity_statements', (head) => {
      // If it fails, identity's own sweep refreshes within seconds.
      const tell = () => this.fanOut.toAll('identity:statements', { head: Number(head) });
      this.chains.refresh().then(tell, tell);
    });
    this.hints.on('comity_vaults', (payload) => {
      const [practitioner, version, name = ''] = payload.split(' ');
      this.fanOut.toPerson(practitioner as PractitionerId, 'identity:vault', { name, version: Number(version) });
    });
    this.hints.on('comity_links', (practitioner) => { this.fanOut.toPerson(practitioner as PractitionerId, 'identity:link', {}); });
    this.hints.on('comity_desks', (practitioner) => { this.fanOut.toPerson(practitioner as PractitionerId, 'identity:desk', {}); });
    this.hints.on('comity_sessions', (payload) => {
      const [reason, sessions = ''] = payload.split(' ');
      for (const session of sessions.split(',')) this.watch.end(session, reason as ServerEvents['session:ended']['reason']);
    });
  }
}
