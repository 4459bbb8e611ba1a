/**
 * What a space's log says of information under conditions, folded as items come in. The places of those items in the history are listed in the space's record, so that after a
 * start they are folded again without reading the conversation between them, and go with what retention erases.
 */
import { encodeMessage, offerHash, readOfferContent, type Offer, type OfferContent, type OfferStep } from '@comity/e2ee';
import type { HandlingCode, ItemId } from '@comity/contracts';
import { networkOf } from '../matter/network.js';
import type { OfferSummary, RefusedOfferStep } from '../offers.js';
import { instant } from '../clock.js';
import type { Opened, StoredOffer } from '../space/entries.js';
import type { Ground } from '../space/ground.js';
import type { Outbox } from '../space/outbox.js';
import type { Surroundings } from '../surroundings.js';
import { summaryOf } from './view.js';
import { deedOf, noOffers, take, type Network, type OfferItem, type Offers, type Verdict } from './law.js';

/** Of what does not stand so much is listed. */
const mostRefused = 200;

type Refused = RefusedOfferStep & { on: ItemId };
interface Folded { places: readonly number[]; offers: Offers; refused: readonly Refused[] }

export class OfferBook {
  private folded: Folded | undefined;
  readonly network: Network;

  constructor(private readonly space: Pick<Ground, 'id' | 'record' | 'history' | 'tidings'> & { outbox: Pick<Outbox, 'offers'> }, private readonly env: Surroundings) { this.network = networkOf(env.directory); }

  /** Takes in an item of the log; answers the entry it becomes: none for what is about nothing that is here. `place` is where that will stand. Runs within the space's turn. */
  async take(opened: Opened & { content: OfferContent }, place: number): Promise<StoredOffer | null> {
    const { seq, id, by, device, handling, at: storedAt } = opened;
    const { places, offers, refused } = await this.log();
    const content = readOfferContent(opened.content);
    if (content === undefined) return null;
    const verdict = take(offers, { ...this.itemOf(id, by, handling, opened.content, content), seq, device, at: storedAt }, this.network);
    const refusal = verdict.ok ? null : verdict.refusal;
    const on = verdict.ok ? verdict.offered.id : content.type === 'offer' ? id : offers.get(content.on)?.id;
    if (on === undefined) return null;
    // A clock runs ahead, or the service dates an entry for this client alone otherwise than for others, who judge otherwise then.
    if (refusal?.code === 'ahead-of-its-time') await this.env.alarms.raise('request-misdated', this.space.id, seq);
    const at = content.sentAt < storedAt ? content.sentAt : storedAt;
    const entry: StoredOffer = {
      type: 'offer', seq, id, by, device, at, storedAt, handling, on, action: deedOf(content), refused: refusal, content: verdict.ok ? opened.content : null,
      ...(verdict.ok && content.type === 'offer-step' && content.key !== null && { files: verdict.offered.content?.files ?? [] }),
    };
    // Of what does not stand the newest are not listed once there are too many: nobody pushes out what another did.
    if (verdict.ok || refused.length < mostRefused) {
      const listed = [...places, place];
      this.space.record.offers = listed;
      this.folded = { places: listed, offers: verdict.ok ? verdict.offers : offers, refused: verdict.ok ? refused : [...refused, refusedOf(entry)] };
    }
    this.space.tidings.push({ type: 'offers', space: this.space.id });
    return entry;
  }

  /** What the log says. */
  async log(): Promise<Folded> {
    const places = this.space.record.offers ?? none;
    if (this.folded?.places === places) return this.folded;
    let offers = noOffers;
    const refused: Refused[] = [];
    for (const entry of await this.space.history.at(places)) {
      if (entry.type !== 'offer') continue;
      const content = entry.content === null ? undefined : readOfferContent(entry.content);
      if (entry.refused !== null) refused.push(refusedOf(entry));
      if (content === undefined || entry.content === null) continue;
      const verdict = take(offers, { ...this.itemOf(entry.id, entry.by, entry.handling, entry.content, content), seq: entry.seq, device: entry.device, at: entry.storedAt }, this.network);
      if (verdict.ok) ({ offers } = verdict);
    }
    const folded: Folded = { places, offers, refused };
    // Unless the log was begun anew meanwhile, or went on.
    if ((this.space.record.offers ?? none) === places) this.folded = folded;
    return folded;
  }

  /** What an entry of the history shows among messages besides that it is there: the offer it made. */
  async shown({ id, on, refused }: StoredOffer): Promise<OfferSummary | null> {
    const offered = on === id && refused === null ? [...(await this.present()).offers.values()].find((each) => each.id === on) : undefined;
    return offered === undefined ? null : summaryOf(offered, this.space.id, { person: this.env.secrets.practitioner, network: this.network, now: instant(this.env.now()) });
  }

  /** The same with what waits in the outbox on top. */
  async present(): Promise<Folded> {
    // Looked at first: what comes into the log meanwhile is then there twice, and stands once.
    const queued = this.space.outbox.offers();
    const folded = await this.log();
    let { offers } = folded;
    for (const { id, handling, content } of queued) {
      const verdict = this.judge(offers, id, handling, content);
      if (verdict.ok) ({ offers } = verdict);
    }
    return { ...folded, offers };
  }

  /** Whether an item of this device that is in no log yet could stand. */
  judge(offers: Offers, id: ItemId, handling: HandlingCode, written: OfferContent): Verdict {
    const content = readOfferContent(written);
    if (content === undefined) throw new Error('no such offer');
    return take(offers, { ...this.itemOf(id, this.env.secrets.practitioner, handling, written, content), seq: null, device: this.env.device, at: content.sentAt }, this.network);
  }

  private itemOf(id: ItemId, by: OfferItem['by'], handling: HandlingCode, written: OfferContent, content: Offer | OfferStep): Omit<OfferItem, 'seq' | 'device' | 'at'> {
    const encoded = encodeMessage(written);
    return { space: this.space.id, id, by, handling, content, hash: encoded.ok ? offerHash(this.space.id, by, handling, encoded.bytes) : '' };
  }
}

const none: readonly number[] = [];
const refusedOf = ({ seq, by, at, action, refused, on }: StoredOffer): Refused => ({ seq, by, at, action, refusal: refused!, on });
