/** Why a file could not be made. */
import type { Failure } from '@comity/sdk';
import { explain, type Explanation } from '../failure/explain.js';
import type { PlainId } from '../i18n/text.js';

/** What is no failure of the SDK is a part of the program that did not load. */
export const exportFailure = (thrown: unknown): PlainId => (explain(thrown as Failure) as Explanation | undefined)?.what ?? 'failure.part';
