/** Who keeps a compartment after its owner left the case file. Pure. */
import type { PractitionerId } from '@comity/contracts';

/** `inside`: in the order of the leaves. `owners`: of the compartment; `keepers`: of the case file. `gone`: who left that, its former owner among them. `isThere`: whether somebody has a device. */
export interface Estate { inside: readonly PractitionerId[]; owners: readonly PractitionerId[]; keepers: readonly PractitionerId[]; gone: readonly PractitionerId[]; isThere: (person: PractitionerId) => boolean }

/** First one who owned the case file, then who has been inside longest; nobody where another owner is left, or nobody at all. */
export function heirOf({ inside, owners, keepers, gone, isThere }: Estate): PractitionerId | undefined {
  const others = inside.filter((person) => !gone.includes(person) && isThere(person));
  if (others.some((person) => owners.includes(person))) return undefined;
  return others.find((person) => keepers.includes(person)) ?? others[0];
}
