/**
 * Events to those who are connected to this process. Callers emit after the commit, never before (G1); whoever is not
 * connected finds the same by asking, so nothing here is awaited or retried.
 */
import { Injectable } from '@nestjs/common';
import type { DeviceId, PractitionerId, ServerEvents, SpaceId } from '@comity/contracts';
import { roomOf, type RealtimeServer } from './connection.js';

@Injectable()
export class FanOut {
  private server: RealtimeServer | undefined;
  /** Counts changes of who is inside which space; see `SpaceRooms`. */
  membershipChanges = 0;

  bind(server: RealtimeServer): void {
    this.server = server;
  }

  toSpace<E extends keyof ServerEvents>(space: SpaceId, event: E, payload: ServerEvents[E]): void {
    this.emit(roomOf.space(space), event, payload);
  }
  toPerson<E extends keyof ServerEvents>(person: PractitionerId, event: E, payload: ServerEvents[E]): void {
    this.emit(roomOf.person(person), event, payload);
  }
  toDevice<E extends keyof ServerEvents>(device: DeviceId, event: E, payload: ServerEvents[E]): void {
    this.emit(roomOf.device(device), event, payload);
  }
  toAll<E extends keyof ServerEvents>(event: E, payload: ServerEvents[E]): void {
    this.emit(roomOf.everybody, event, payload);
  }

  /** Whether anybody connected here listens to the space. */
  hears(space: SpaceId): boolean {
    return this.server?.of('/').adapter.rooms.has(roomOf.space(space)) ?? false;
  }
  /** Spaces somebody connected here listens to. */
  heard(): SpaceId[] {
    const prefix = roomOf.space('');
    return [...(this.server?.of('/').adapter.rooms.keys() ?? [])].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length) as SpaceId);
  }

  enter(people: readonly PractitionerId[], space: SpaceId): void {
    this.membershipChanges += 1;
    if (people.length > 0) this.server?.in(people.map(roomOf.person)).socketsJoin(roomOf.space(space));
  }
  leave(people: readonly PractitionerId[], space: SpaceId): void {
    this.membershipChanges += 1;
    if (people.length > 0) this.server?.in(people.map(roomOf.person)).socketsLeave(roomOf.space(space));
  }

  private emit(room: string, event: string, payload: unknown): void {
    (this.server?.to(room) as { emit(name: string, value: unknown): boolean } | undefined)?.emit(event, payload);
  }
}
