/**
 * Names of States for the whole client. Source and date of the tables stand in README.md beside this file.
 * `UN` marks an international organisation, which has no State's name.
 */
import { useLingui } from '@lingui/react';

export type StateNames = Readonly<Record<string, string>>;
let names: StateNames = {};
export const setStateNames = (table: StateNames): void => { names = table; };

/** The name by ISO 3166-1 code in the active language; a code we do not know is shown as it is. */
export const stateName = (code: string): string => names[code] ?? code;
export const stateCodes = (): string[] => Object.keys(names);

/** `stateName` for components: renders anew when the language changes. */
export function useStateName(): (code: string) => string {
  useLingui();
  return stateName;
}
