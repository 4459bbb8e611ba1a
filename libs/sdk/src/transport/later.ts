/** Routes that most people never call, loaded with the first call of one. */
import { figureAnswers, figureRoutes, meetingAnswers, meetingRoutes } from '@comity/contracts';
import type { z } from 'zod';
import type { LaterRoute } from './rest.js';

const lines: Readonly<Record<LaterRoute, string>> = { ...figureRoutes, ...meetingRoutes };
const contracts: Readonly<Record<LaterRoute, z.ZodType | null>> = { ...figureAnswers, ...meetingAnswers };
export const lineOf = (route: LaterRoute): [string, z.ZodType | null] => [lines[route], contracts[route]];
