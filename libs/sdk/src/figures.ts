/** What the network tells its service of requests, as callers see it. Part of the one interface in `api.ts`. */
import type { Instant, PractitionerId } from '@comity/contracts';

export type { AmountBand, AssetStage, Figures, MatterKind, MatterStatistics, OffenceCategory, Region, SessionFigures } from '@comity/contracts';
/** `since`: what was transmitted from then on is told; null: nothing is. `assets`: the same of assets and their amounts. `by`: the officer who signed it; null: nobody decided anything yet. */
export interface FiguresView { since: Instant | null; offences: boolean; assets: Instant | null; open: boolean; by: PractitionerId | null; at: Instant | null; /** Whether this person may see the figures, and change what is told. */ mayRead: boolean; maySet: boolean }
