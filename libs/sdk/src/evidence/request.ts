/** A request as a bundle's words amount to it: folded by the same rules as every client folds it. What is closed in the bundle has no part in it. */
import { endOf, requestStateOf } from '@comity/casework';
import type { DeviceId, HandlingCode, Instant, PractitionerId, SpaceId, SpaceKind } from '@comity/contracts';
import { caseHash, encodeMessage, factsIn, type CaseContent, type Chain, type Enclosure } from '@comity/e2ee';
import { unmarked } from '../codes.js';
import type { EvidenceEnclosure, EvidenceRequest } from '../evidence.js';
import type { Marking } from '../marking.js';
import { dossierMarking, dossierWords } from '../matter/codes.js';
import { kindOf, take, type Matter, type Network, type Verdict } from '../matter/law.js';
import { networkOf } from '../matter/network.js';
import type { StepRefusal } from '../matters.js';

interface Item { seq: number; by: PractitionerId; device: DeviceId; at: Instant; handling: HandlingCode; content: CaseContent }

export class RequestFold {
  founder: PractitionerId | null = null;
  private matter: Matter | null = null;
  private readonly network: Network;

  constructor(private readonly space: { id: SpaceId; kind: SpaceKind }, chain: Chain) { this.network = networkOf({ chain }); }

  /** Takes the next item; answers why it does not stand, or null. */
  take(item: Item): StepRefusal | null {
    const verdict = this.judge(item);
    if (!verdict.ok) return verdict.refusal;
    this.matter = verdict.matter;
    return null;
  }

  /** The request as it would be with the next item. */
  judge(item: Item): Verdict {
    const encoded = encodeMessage(item.content);
    return take(this.matter, { ...item, hash: encoded.ok ? caseHash(this.space.id, item.by, encoded.bytes) : '' }, this.network, this.founder);
  }

  /** Whose words a dossier holds, and how they are marked together, whoever posted it: those of all who revised it, and in a transmission of nobody knows whom. Null: an item of one alone. */
  said(item: Item, self: PractitionerId): { own: boolean; marking: Marking } | null {
    if (item.content.type === 'case-step') return null;
    const after = this.judge(item);
    return after.ok ? { own: dossierWords(after.matter).every(({ by }) => by === self), marking: dossierMarking(after.matter) } : { own: false, marking: unmarked };
  }

  view(): EvidenceRequest | null {
    if (this.matter === null) return null;
    const { dossier, annex, measures, rules } = this.matter;
    const { title, requesting, requested } = dossier;
    return {
      kind: kindOf(dossier), title, requesting, requested, state: requestStateOf(measures.map(({ standing }) => standing.events)) ?? rules.cycle.begin.to, marking: dossierMarking(this.matter), enclosures: annex.enclosures.map(shown),
      measures: measures.map(({ id, assistance, sought, standing, taken }) => ({
        id, assistance, sought, facts: factsIn(annex, id), state: standing.ended ?? standing.state,
        steps: standing.events.map((event, index) => {
          const { action, at, article } = event;
          const { by, attested, seq, enclosed, marking } = taken[index]!;
          return { action, by, at, article, to: endOf(event) ?? event.to, attested, seq, marking, enclosures: enclosed.map(shown) };
        }),
      })),
    };
  }
}

const shown = ({ file: { name, size }, sha256 }: Enclosure): EvidenceEnclosure => ({ name, size, sha256 });
