/**
 * What an officer signs about figures: whether clients tell the service of requests. Apart from the chain of statements, since nobody's standing follows
 * from it. Trust: the body was parsed by its contract; whether its issuer was an officer is the chain's to say.
 */
import type { FiguresSetting, FiguresSettingBody } from '@comity/contracts';
import { concat } from './bytes.js';
import { canonicalJson } from './canonical.js';
import type { Chain } from './chain.js';
import { domain } from './hash.js';
import { issuerOf } from './issued.js';

export const figuresSettingMessage = (body: FiguresSettingBody): Uint8Array => concat(domain('figures-setting'), canonicalJson(body));

/** Whether an officer of this network signed it while they were one. */
export const verifyFiguresSetting = ({ body, signature }: FiguresSetting, chain: Chain): boolean => issuerOf(body, figuresSettingMessage(body), signature, chain)?.role === 'officer';
