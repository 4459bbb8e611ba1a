/**
 * What people say and do in a space. All of it travels as items of kind `message`: what it is stands inside, so that
 * the service cannot tell a reaction from a text. Acts refer to an earlier item of the same space by its id and place.
 */
import type { AuthorityId, FileId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';

/** An earlier item of the same space: found by its place in the log, checked by its id. */
export interface Ref { id: ItemId; seq: number }
/** Evaluation of intelligence: reliability of the source, and of the information. */
export interface Evaluation { source: 'A' | 'B' | 'C' | 'X'; information: 1 | 2 | 3 | 4 }
/** Traffic Light Protocol, version 2.0 (FIRST). */
export type Tlp = 'red' | 'amber-strict' | 'amber' | 'green' | 'clear';
export type Mention = { type: 'person'; id: PractitionerId } | { type: 'authority'; id: AuthorityId } | { type: 'all' };
/** A mention and the range of the text it stands for, in UTF-16 units. */
export type MentionAt = Mention & { at: number; length: number };
/** Where a forwarded message came from, in the words of whoever forwarded it. */
export interface Origin { sender: PractitionerId; authority: AuthorityId; sentAt: Instant; from: SpaceId | null }
/** A file, which stands inside the sealed message only; its bytes are sealed under `key`. */
export interface FileContent { id: FileId; name: string; type: string; size: number; key: string; hash: string; chunk: number }

export interface TextContent {
  v: 1; type: 'text'; text: string; sentAt: Instant; topic: ItemId | null; reply: Ref | null; mentions: MentionAt[];
  /** The words of handling code H3. */
  restriction: string | null;
  evaluation: Evaluation | null; tlp: Tlp | null; alert: boolean; poll: { options: string[]; multiple: boolean } | null; forwarded: Origin | null; files: FileContent[];
}

/** What is done to an earlier item, or to a topic. */
export type Act = { v: 1; sentAt: Instant } & (
  | { type: 'edit'; on: Ref; text: string; mentions: MentionAt[] }
  | { type: 'withdraw'; on: Ref }
  | { type: 'reaction'; on: Ref; emoji: string; set: boolean }
  | { type: 'pin'; on: Ref; set: boolean }
  | { type: 'vote'; on: Ref; choices: number[] }
  | { type: 'close-poll'; on: Ref }
  | { type: 'acknowledge'; on: Ref }
  | { type: 'remind'; on: Ref }
  | { type: 'topic'; title: string }
  | { type: 'rename-topic'; on: Ref; title: string }
);
