/**
 * What may be sent on, and where to: the table of docs/PROTOCOL.md. Handling codes are those of information exchange
 * between law-enforcement authorities; the Traffic Light Protocol is version 2.0 of FIRST. A pure function.
 */
import type { AuthorityId } from '@comity/contracts';
import type { Marking } from '../marking.js';

/** The code that forbids it, as it is written on documents. */
export type ForbiddingCode = 'H2' | 'H3' | 'TLP:RED' | 'TLP:AMBER+STRICT';

export interface Forwarding {
  marking: Pick<Marking, 'handling' | 'tlp'>;
  /** The forwarder wrote it: who provides information may give it to whom they like. */
  own: boolean;
  /** The forwarder's authority, and those of everybody who would read it. */
  from: AuthorityId;
  readers: readonly (AuthorityId | null)[];
}

/** Null when nothing forbids it. What a code asks a person to judge (need to know, who are clients) is up to that person. */
export function forbids({ marking, own, from, readers }: Forwarding): ForbiddingCode | null {
  if (own) return null;
  // No further dissemination without permission; another restriction in words, which no program can weigh.
  if (marking.handling === 'H2' || marking.handling === 'H3') return marking.handling;
  // For the eyes and ears of individual recipients only.
  if (marking.tlp === 'red') return 'TLP:RED';
  // For members of the recipient's own organisation.
  if (marking.tlp === 'amber-strict' && readers.some((reader) => reader !== from)) return 'TLP:AMBER+STRICT';
  return null;
}
