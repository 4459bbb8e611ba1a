/** What the network tells its service of requests, as callers see it. Part of the one interface in `api.ts`. */
import type { AuthorityId, Instant, MatterKind, MatterStage, PractitionerId, SpaceId } from '@comity/contracts';

export type { AmountBand, AssetStage, Figures, MatterKind, MatterStatistics, OffenceCategory, Region, SessionFigures, ToldMatter } from '@comity/contracts';
/** `before` and `space`: of the last one of the page before. */
export type ToldQuery = Partial<{ kind: MatterKind; stage: MatterStage; year: number; counterpart: AuthorityId; side: 'requesting' | 'requested'; before: Instant; space: SpaceId; limit: number }>;
/** `since`: what was transmitted from then on is told; null: nothing is. `assets`: the same of assets and their amounts. `by`: the officer who signed it; null: nobody decided anything yet. */
export interface FiguresView { since: Instant | null; offences: boolean; assets: Instant | null; open: boolean; by: PractitionerId | null; at: Instant | null; /** Whether this person may see the figures, and change what is told. */ mayRead: boolean; maySet: boolean }
