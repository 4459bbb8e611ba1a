/** Before the first schema is made: zod would try whether the page may make code of text, and the policy would report it. */
import { config } from 'zod';

config({ jitless: true });
