/** What may be forwarded, as the SDK enforces it; here so that the dialog can say no before anybody writes a comment. */
import type { Marking } from '@comity/sdk';

export type Forbidding = 'H2' | 'H3' | 'tlp-red';

export function forbids({ handling, tlp }: Marking): Forbidding | null {
  if (handling === 'H2' || handling === 'H3') return handling;
  return tlp === 'red' ? 'tlp-red' : null;
}
