/** Routes that most people never call, loaded with the first call of one. */
import { figureAnswers, figureRoutes } from '@comity/contracts';
import type { z } from 'zod';

export const lineOf = (route: keyof typeof figureRoutes): [string, z.ZodType | null] => [figureRoutes[route], figureAnswers[route]];
