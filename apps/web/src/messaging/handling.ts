import type { HandlingCode } from '@comity/contracts';

/** The handling codes in the order people expect; the contract's own table would bring its schemas into the window. */
export const handlingNames = ['none', 'H0', 'H1', 'H2', 'H3'] as const satisfies readonly HandlingCode[];
