/** Between a case file and its compartments: where something may be moved, and who reads it then who did not before. */
import type { PractitionerId, SpaceId } from '@comity/contracts';
import type { EntrySummary, SpaceView } from '@comity/sdk';

/** What the form of a move says. */
export interface Where { to: SpaceId | ''; reason: string }
export const isReady = ({ to, reason }: Where): boolean => to !== '' && reason.trim() !== '';

/** What belongs to the same case file and can be written to. */
export function placesOf(spaces: readonly SpaceView[], { id, within }: Pick<SpaceView, 'id' | 'within'>): SpaceView[] {
  const file = within ?? id;
  return spaces.filter((each) => (each.id === file || each.within === file) && !each.left && each.strangers.length === 0);
}

/** Case files and compartments, without those where what is written waits. */
export const filesAmong = <S extends Pick<SpaceView, 'kind' | 'strangers'>>(spaces: readonly S[]): S[] => spaces.filter(({ kind, strangers }) => kind === 'case-file' && strangers.length === 0);

/** Those of the spaces in which entries are kept: also one that nothing may be moved to. */
export const homesOf = (spaces: readonly SpaceView[], entries: readonly Pick<EntrySummary, 'space'>[]): SpaceView[] => spaces.filter(({ id }) => entries.some(({ space }) => space === id));

/** Whoever is there, and was not wherever something came from. */
export function newReaders(from: readonly Pick<SpaceView, 'members'>[], to: Pick<SpaceView, 'members'> | undefined): PractitionerId[] {
  return (to?.members ?? []).filter((person) => from.some(({ members }) => !members.includes(person)));
}
