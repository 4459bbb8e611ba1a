/**
 * What clients saw, to be compared afterwards with what the service stored: who sent what, which acknowledgements
 * arrived, what was delivered to whom and in which order.
 */
export interface Place { space: string; seq: number; id: string }

/** What one catch-up brought: the entries after `after`, as far as `head`. */
export interface Resumption { observer: string; space: string; after: number; head: number; places: Place[] }

export class Ledger {
  /** Ids of everything sent, acknowledged or not. */
  readonly sent = new Map<string, string>();
  /** Place of everything acknowledged, by id. */
  readonly acknowledged = new Map<string, Place>();
  /** Every copy that arrived, in order of arrival, by observer (one connection of one client). */
  readonly delivered = new Map<string, Place[]>();
  readonly resumptions: Resumption[] = [];
  /** Two acknowledgements of one id that name different places. */
  readonly contradictions: string[] = [];

  send(space: string, id: string): void { this.sent.set(id, space); }

  acknowledge(place: Place): void {
    const before = this.acknowledged.get(place.id);
    if (before !== undefined && (before.seq !== place.seq || before.space !== place.space)) this.contradictions.push(`${place.id} was acknowledged as ${before.seq} and as ${place.seq}`);
    this.acknowledged.set(place.id, place);
  }

  deliver(observer: string, place: Place): void {
    const seen = this.delivered.get(observer);
    if (seen === undefined) this.delivered.set(observer, [place]); else seen.push(place);
  }

  resume(resumption: Resumption): void { this.resumptions.push(resumption); }
}
