import type { FiguresSetting, FiguresSettingBody } from '@comity/contracts';
import { toBase64Url } from './bytes.js';
import { figuresSettingMessage } from './figures-setting.js';
import { sign } from './signing.js';

/** Signs with an officer's 64-byte identity secret. */
export const signFiguresSetting = (body: FiguresSettingBody, identitySecret: Uint8Array): FiguresSetting => ({ body, signature: toBase64Url(sign(figuresSettingMessage(body), identitySecret)) });
