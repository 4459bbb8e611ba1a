/** The bodies of statements this client signs. */
import type { NetworkId, PractitionerId, StatementBody, StatementKind, StatementOf } from '@comity/contracts';
import { instant } from '../clock.js';

type Own<K extends StatementKind> = Omit<StatementOf<K>, 'v' | 'network' | 'issuers' | 'issuedAt' | 'notBefore' | 'notAfter' | 'kind'>;

export interface Issue { network: NetworkId; issuers: PractitionerId[]; now: Date; notAfter?: StatementBody['notAfter'] }

/** A body valid from now on. */
export function body<K extends StatementKind>(kind: K, issue: Issue, own: Own<K>): StatementOf<K> {
  const at = instant(issue.now);
  return { v: 1, network: issue.network, issuers: issue.issuers, issuedAt: at, notBefore: at, notAfter: issue.notAfter ?? null, kind, ...own } as unknown as StatementOf<K>;
}
