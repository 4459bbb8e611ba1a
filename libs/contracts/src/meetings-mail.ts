/** Invitations by e-mail: a person's own choice, where the operator has a server for mail. They say when and where, and nothing else; nobody answers them. */
import { z } from 'zod';

export const MailLanguage = z.enum(['en', 'fr', 'es', 'ru', 'ar', 'zh']);
export type MailLanguage = z.infer<typeof MailLanguage>;
/** Letters, digits and few signs, so that it begins no header, line or parameter of its own. */
const address = z.string().max(254).regex(/^[a-z0-9_+-][a-z0-9_+.'-]{0,62}[a-z0-9_+-]?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i, 'must be an e-mail address');
/** `available`: the service can send at all. `address` null: this person wants none. Invitations go out once `confirmed`. */
export const MailStatus = z.object({ available: z.boolean(), address: z.string().nullable(), language: MailLanguage.nullable(), confirmed: z.boolean() }).meta({ id: 'MailStatus' });
export type MailStatus = z.infer<typeof MailStatus>;
/**
 * A code of six digits is sent to an address that is not confirmed; another language alone needs none. Problem `not-acceptable` where the service sends no mail,
 * `too-many-requests` after five codes within a day, `unavailable` where the mail could not be given away.
 */
export const MailWish = z.object({ address, language: MailLanguage }).strict().meta({ id: 'MailWish' });
export type MailWish = z.infer<typeof MailWish>;
/** Problem `not-acceptable` for another code, after five tries, or half an hour. */
export const MailCode = z.object({ code: z.string().regex(/^\d{6}$/, 'must be six digits') }).strict().meta({ id: 'MailCode' });
