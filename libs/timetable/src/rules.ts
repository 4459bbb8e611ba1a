/** Which rules bar publishing, and which only warn. */
export type Force = 'blocks' | 'warns';

/** What is not named here bars: a rule that is forgotten lets nothing through. */
const warns: ReadonlySet<string> = new Set([
  /** Its offices, asked by the secretariat, said yes to a time outside of what they agreed to, or at short notice. */
  'asked-terms', 'asked-soon',
  /** An office waits long between two meetings; goes to rooms of another class with no minute between; somebody meets in their small hours. */
  'idle', 'no-walk', 'small-hours',
]);
export const forceOf = (rule: string): Force => (warns.has(rule) ? 'warns' : 'blocks');

/** Empty slots between two meetings of an office from which on one warns of them. */
export const idleFrom = 3;
