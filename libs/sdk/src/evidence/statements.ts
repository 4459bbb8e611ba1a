/** Which of the network's statements a bundle needs: those about whom it names, and what these rest on. */
import type { SignedStatement, StatementBody } from '@comity/contracts';

/**
 * In their order. Whoever is only somewhere else in the network is not in it. Of those named it has everything, ends included; that nothing of it was left out
 * cannot be seen from the list.
 */
export function statementsAbout(all: readonly SignedStatement[], named: Iterable<string>): SignedStatement[] {
  const wanted = new Set(named);
  const kept = new Set<SignedStatement>();
  for (let grown = true; grown;) {
    grown = false;
    for (const statement of all) {
      const { body } = statement;
      if (kept.has(statement) || !subjectsOf(body).some((id) => id === null || wanted.has(id))) continue;
      kept.add(statement);
      grown = true;
      for (const id of [...subjectsOf(body), ...groundsOf(body), ...body.issuers]) if (id !== null) wanted.add(id);
    }
  }
  return all.filter((statement) => kept.has(statement));
}

/** Whom it is about; null: everybody. */
function subjectsOf(body: StatementBody): (string | null)[] {
  switch (body.kind) {
    case 'network-founded': return [null];
    case 'authority-admitted': return [body.authority.id];
    case 'focal-point-appointed': case 'practitioner-vouched': return [body.person.id, ...(body.supersedes === undefined ? [] : [body.supersedes])];
    case 'device-certified': return [body.device.id];
    case 'access-expires': return [body.practitioner];
    case 'revoked': return [body.subject.id];
    case 'handed-over': return [body.from, body.to];
  }
}

/** Whom or what it takes for known beside its issuers. */
function groundsOf(body: StatementBody): string[] {
  switch (body.kind) {
    case 'focal-point-appointed': case 'practitioner-vouched': case 'handed-over': return [body.authority];
    case 'device-certified': return [body.practitioner];
    default: return [];
  }
}
