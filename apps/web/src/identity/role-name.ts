import { useText } from '../i18n/text.js';

const roles = ['officer', 'focal-point', 'practitioner'] as const;
type RoleName = (typeof roles)[number];

/** The role in words; the service's role of a demo person is free text, so anything else is shown as it is. */
export function useRoleName(): (role: string) => string {
  const t = useText();
  return (role) => ((roles as readonly string[]).includes(role) ? t(`role.${role as RoleName}`) : role);
}
