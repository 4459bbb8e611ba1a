/**
 * The codes with which an entry goes on elsewhere. Who provides information decides what becomes of it: whoever wrote all of an entry weakens its codes by the version that stands, and nobody
 * does so for another. Otherwise a colleague's revision would be all that it takes to send on what its author kept back.
 */
import { handlingCodes, type PractitionerId } from '@comity/contracts';
import { tlps } from '@comity/e2ee';
import type { Marking } from '../marking.js';
import type { Space } from '../space/space.js';
import { contentsOf } from './contents.js';
import { markingOf, type Readable } from './view.js';

/** By which codes somebody said a part of it; null: whoever said it elsewhere, before it was moved here. */
export interface Word { by: PractitionerId | null; marking: Marking }

/** In the order in which they were said. Proposals that nobody took up are no part of what stands. Of what is not here, or was withdrawn, the handling code is known still. */
export async function bearingOf(space: Pick<Space, 'history'>, { head: { content, handling }, versions }: Readable): Promise<Marking> {
  const taken = versions.filter(({ state }) => state !== 'proposed');
  const said = await contentsOf(space, taken);
  const words = taken.map((version): Word => { const each = said(version); return { by: version.by, marking: each?.type === 'entry' ? markingOf(each, version.handling) : { handling: version.handling, restriction: null, evaluation: null, tlp: null } }; });
  const message = content.source === null ? undefined : (await space.history.find(content.source))?.entry;
  if (message?.type === 'message') {
    const { restriction = null, evaluation = null, tlp = null } = message;
    words.unshift({ by: message.forwarded?.sender ?? message.sender, marking: { handling: message.handling, restriction, evaluation, tlp } });
  }
  const [first] = words;
  return strictest(markingOf(content, handling), content.moved === undefined || first === undefined ? words : [{ by: null, marking: first.marking }, ...words]);
}

/** Of everybody the last word counts, and of these the strictest; how it is evaluated is as it stands. No program weighs the words of restrictions: all that differ go along. */
export function strictest(standing: Marking, words: readonly Word[]): Marking {
  const last = [standing, ...new Map(words.map(({ by, marking }) => [by, marking])).values()];
  const { handling } = last.reduce((a, b) => (handlingCodes[b.handling] > handlingCodes[a.handling] ? b : a));
  const restrictions = [...new Set(last.flatMap((each) => (each.handling === handling ? each.restriction ?? [] : [])))];
  const restriction = restrictions.filter((one) => !restrictions.some((other) => other !== one && `\n${other}\n`.includes(`\n${one}\n`))).join('\n') || null;
  const { tlp } = last.reduce((a, b) => (rankOf(b.tlp) < rankOf(a.tlp) ? b : a));
  return { handling, restriction, evaluation: standing.evaluation, tlp };
}

/** The strictest first. */
const rankOf = (tlp: Marking['tlp']): number => (tlp === null ? tlps.length : tlps.indexOf(tlp));
