/** Information under conditions as callers see it: what is known of it, what may be done next, and what binds. */
import { dutiesOf, type Actor } from '@comity/casework';
import type { Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { later } from '../matter/view.js';
import type { OfferStepView, OfferSummary, OfferView, OpenOfferStep, RefusedOfferStep, UseView } from '../offers.js';
import { consentRequest, rowsOf, sideOf, stateOf, type Line, type Network, type Offered } from './law.js';

export interface Viewer { person: PractitionerId; network: Network; now: Instant }

const answers: ReadonlySet<string> = new Set(['accept', 'decline', 'grant', 'refuse']);
/** What is done by the device that holds the key, by itself. */
const byItself = 'deliver';
const purposeOf = (line: Line): string => line.taken[0]!.words.find(({ member }) => member === 'purpose')?.text ?? '';

export function summaryOf(offered: Offered, space: SpaceId, viewer: Viewer): OfferSummary {
  const { id, seq, by, handling, offer: { to, nature, conditions, basis, restriction, evaluation, tlp }, providing, line, uses } = offered;
  const lines = [line, ...uses.values()];
  const events = line.standing.events;
  const ended = (state: string) => [...uses.values()].filter((use) => use.standing.state === state).length;
  const done = (...actions: string[]) => events.filter(({ action }) => actions.includes(action)).length;
  return {
    space, id, seq, refusal: null, by, from: providing, to, side: sideOf(offered, viewer.person, viewer.network), at: events[0]!.at, changed: lines.map(({ standing }) => standing.events.at(-1)!.at).sort().at(-1)!,
    nature, conditions, basis, handling, restriction, evaluation, tlp, state: stateOf(offered), waiting: openOf(offered, viewer).some(({ action }) => answers.has(action)),
    uses: { asked: ended(consentRequest.to), granted: ended('GRANTED'), refused: ended('REFUSED'), consented: done('consent-to-use') }, notices: done('give-exculpatory-notice', 'inform-of-disclosure'),
    requests: [...new Set(line.taken.flatMap(({ request }) => request ?? []))],
  };
}

export function viewOf(offered: Offered, space: SpaceId, beside: Pick<OfferView, 'content' | 'held' | 'refusal'> & { refused: readonly (RefusedOfferStep & { on: ItemId })[] }, viewer: Viewer): OfferView {
  const { id, line, uses } = offered;
  const open = beside.refusal === null ? openOf(offered, viewer) : [];
  const { events } = line.standing;
  return {
    ...summaryOf(offered, space, viewer), ...beside, steps: stepsOf(line), open: open.filter(({ use }) => use === null),
    useViews: [...uses].map(([key, use]): UseView => ({ key, state: use.standing.state!, purpose: purposeOf(use), steps: stepsOf(use), open: open.filter((each) => each.use === key) })),
    duties: dutiesOf(events, line.rules, later(viewer.now, events.at(-1)?.at)), refused: beside.refused.filter(({ on }) => on === id).map(({ seq, by, at, action, refusal }) => ({ seq, by, at, action, refusal })),
  };
}

/** What is open to this person: in the tables' order, then to each question for a wider use. */
function openOf(offered: Offered, { person, network }: Viewer): OpenOfferStep[] {
  const side: Actor | null = sideOf(offered, person, network);
  if (side === null) return [];
  const rows = (line: Line, use: string | null) => rowsOf(line, side).filter(({ action }) => action !== byItself).map(({ action, article, verified, carries, may }) => ({ action, article, verified, carries: [...carries], may: [...may], use }));
  const { action, article, verified, carries, may } = consentRequest;
  const asks = offered.content !== null && consentRequest.actors.includes(side) ? [{ action, article, verified, carries: [...carries], may: [...may], use: null }] : [];
  return [...rows(offered.line, null), ...asks, ...[...offered.uses].flatMap(([key, line]) => rows(line, key))];
}

function stepsOf({ rules: { cycle }, standing: { events }, taken }: Line): OfferStepView[] {
  return events.map(({ action, actor, at, from, to, article }, index): OfferStepView => {
    const { seq, storedAt, by, words, request } = taken[index]!;
    const row = [cycle.begin, ...cycle.transitions].find((each) => each.action === action && each.article === article);
    return { seq, action, actor, by, at, storedAt, from, to, article, verified: row?.verified ?? false, words: Object.fromEntries(words.map(({ member, text }) => [member, text])), request };
  });
}
