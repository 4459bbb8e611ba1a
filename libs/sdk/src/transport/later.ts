/** Routes that most people never call, loaded with the first call of one. */
import { dayAnswers, dayRoutes, figureAnswers, figureRoutes, meetingAnswers, meetingRoutes } from '@comity/contracts';
import type { z } from 'zod';

const routes = { ...figureRoutes, ...meetingRoutes, ...dayRoutes };
const answers = { ...figureAnswers, ...meetingAnswers, ...dayAnswers };
export const lineOf = (route: keyof typeof routes): [string, z.ZodType | null] => [routes[route], answers[route]];
