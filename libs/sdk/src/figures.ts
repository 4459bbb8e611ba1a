/** What the network tells its service of requests, as callers see it. Part of the one interface in `api.ts`. */
import type { AuthorityId, Instant, MatterKind, MatterStage, PractitionerId, SpaceId, ToldMatter } from '@comity/contracts';

export type { AmountBand, AssetStage, Figures, MatterKind, MatterStatistics, OffenceCategory, Region, SessionFigures, ToldMatter } from '@comity/contracts';
/** What the signed history of a request has of what the service is told. */
export type SignedMatter = Pick<ToldMatter, 'kind' | 'requesting' | 'requested' | 'urgent' | 'stage'>;
/** By the service's word. `signed` null: this client has not read all of the request. `otherwise`: what of it the service has otherwise. */
export interface ToldView extends ToldMatter { signed: SignedMatter | null; otherwise: (keyof SignedMatter)[] }
/** `only`: of this request. `before` and `space`: of the last one of the page before. */
export type ToldQuery = Partial<{ only: SpaceId; kind: MatterKind; stage: MatterStage; year: number; counterpart: AuthorityId; side: 'requesting' | 'requested'; before: Instant; space: SpaceId; limit: number }>;
/** `since`: what was transmitted from then on is told; null: nothing is. `assets`: the same of assets and their amounts. `by`: the officer who signed it; null: nobody decided anything yet. */
export interface FiguresView { since: Instant | null; offences: boolean; assets: Instant | null; open: boolean; by: PractitionerId | null; at: Instant | null; /** Whether this person may see the figures, and change what is told. */ mayRead: boolean; maySet: boolean }
