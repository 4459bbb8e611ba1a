/**
 * What of a log is shown in words to somebody outside: never what was withdrawn, nor what is not the maker's own and may not be passed on, by the rule for forwarding (docs/PROTOCOL.md section 15.5). Whoever
 * provides information decides where it goes: what was said together is judged together. Trust: its maker's client, which has read the log.
 */
import type { AuthorityId, Entry, ItemHeader, ItemId, PractitionerId } from '@comity/contracts';
import { isCaseContent, isOfferContent, isRegisterContent, readSource, type CaseContent, type DossierContent, type EntryId, type RegisterContent } from '@comity/e2ee';
import type { EvidenceContents } from '../evidence.js';
import type { Marking } from '../marking.js';
import { markingOf } from '../matter/codes.js';
import { bearingsOf } from '../register/bearing.js';
import { messageAt } from '../register/contents.js';
import { itemOf } from '../register/item.js';
import { authorOf, isExhibit, isReadable } from '../register/view.js';
import type { Opened } from '../space/entries.js';
import { forbids } from '../space/forwarding.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import type { CheckedItem } from './log-check.js';
import { RequestFold } from './request.js';

export class Showing {
  private readonly self: PractitionerId;
  private readonly from: AuthorityId;
  private readonly request: RequestFold;
  /** The entries of the register that may be shown. */
  private readonly entries = new Map<EntryId, { own: boolean; versions: ReadonlyMap<string, Marking> }>();
  /** Of the others, the messages with the files of those that were moved here, by who moved them: nobody marked them for themselves. */
  private readonly files = new Map<ItemId, PractitionerId>();

  private constructor(private readonly space: Space, { secrets, directory: { chain } }: Surroundings, private readonly contents: EvidenceContents) {
    this.self = secrets.practitioner;
    this.from = chain.persons.get(this.self)!.authority;
    this.request = new RequestFold({ id: space.id, kind: space.record.kind }, chain);
    this.request.founder = space.record.founder;
  }

  static async of(space: Space, env: Surroundings, contents: EvidenceContents): Promise<Showing> {
    const showing = new Showing(space, env, contents);
    if (contents !== 'none' && space.record.kind === 'case-file') await space.turn(() => showing.readRegister());
    return showing;
  }

  /** In the order of the log: whether an item is shown. */
  async shows(content: Opened['content'], { item: { header }, by }: CheckedItem, { seq, at }: Entry): Promise<boolean> {
    // What was given under conditions, and the key to it, is for nobody outside; who opened what is for the members. A note holds every letter that anybody typed, also what they took out again: its words are those of the entry that it became.
    if (isOfferContent(content) || content.type === 'trace' || content.type === 'note') return false;
    if (isCaseContent(content)) return this.showsOfRequest(content, header, by, { seq, at });
    if (isRegisterContent(content)) return this.showsOfRegister(content, header, by, { seq, at });
    return this.contents === 'all' && this.showsSaid(content, header, by, seq);
  }

  private async showsOfRequest(content: CaseContent, { id, sender: device, handling }: ItemHeader, by: PractitionerId, { seq, at }: Pick<Entry, 'seq' | 'at'>): Promise<boolean> {
    if (content.type === 'dossier' && this.tellsConditions(content)) return false;
    const item = { seq, by, device, at, handling, content };
    const said = this.request.said(item, this.self);
    const own = by === this.self && said?.own !== false;
    if (!this.passes({ handling, tlp: markingOf(content, handling)?.tlp ?? null }, own) || (said !== null && !this.passes(said.marking, own))) return false;
    // What stands only with what may not be shown would be reported as refused.
    const refused = this.request.take(item);
    const entry = refused === null ? undefined : (await this.space.history.find({ seq, id }))?.entry;
    return !((entry?.type === 'step' || entry?.type === 'dossier') && entry.refused === null);
  }

  /** Where it comes from stands beside the dossier, in the same item: information that somebody else gave under conditions is for nobody outside. */
  private tellsConditions({ source: fields }: DossierContent): boolean {
    const source = fields && readSource(fields);
    return source?.place.kind === 'offer' && source.by !== this.self;
  }

  /** What is said of an entry goes with it, and with its code: clients of before put none on it. A version that the register does not keep is known by its own words alone: it is for whoever wrote all of it. */
  private showsOfRegister(content: RegisterContent, { id, handling }: ItemHeader, by: PractitionerId, { seq, at }: Pick<Entry, 'seq' | 'at'>): boolean {
    const { entry, hash } = itemOf(this.space.id, { place: null, seq, id, by, at, handling, content });
    const shown = this.entries.get(entry);
    if (shown === undefined) return false;
    if (content.type !== 'entry') return this.passes({ handling, tlp: null }, shown.own);
    const bore = shown.versions.get(hash);
    return (shown.own && by === this.self) || (bore !== undefined && this.passes(bore, false));
  }

  private async showsSaid(content: Opened['content'], { id, handling }: ItemHeader, by: PractitionerId, seq: number): Promise<boolean> {
    if (content.type !== 'text' && content.type !== 'edit') return this.passes({ handling, tlp: null }, by === this.self);
    // Words that were withdrawn are gone, earlier and later ones; those of an edit are as confidential as what they replace.
    const message = await messageAt(this.space, content.type === 'text' ? { seq, id } : content.on);
    if (message === undefined || this.files.get(message.id) === message.sender) return false;
    const own = by === this.self && message.sender === this.self && message.forwarded === undefined;
    return this.passes({ handling, tlp: null }, own) && this.passes({ handling: message.handling, tlp: message.tlp ?? null }, own);
  }

  private async readRegister(): Promise<void> {
    const { space, self } = this;
    const readable = [...(await space.register.present()).values()].filter(isReadable);
    const bears = await bearingsOf(space, readable);
    for (const kept of readable) {
      const { content: { moved, original, fields } } = kept.head;
      const own = authorOf(kept, space.record.unopened) === self;
      const file = original ?? fields['file'];
      if (this.passes(bears.entry(kept), own)) this.entries.set(kept.id, { own, versions: bears.versions(kept) });
      else if (moved !== undefined && isExhibit(file)) this.files.set(file.on.id, kept.made.by);
    }
  }

  private passes(marking: Pick<Marking, 'handling' | 'tlp'>, own: boolean): boolean { return forbids({ marking, own, from: this.from, readers: [null] }) === null; }
}
