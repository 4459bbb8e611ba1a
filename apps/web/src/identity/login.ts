/** A sign-in name as the service compares it, or null while it is not one (the contract's rule, without its weight here). */
export function settleLogin(typed: string): string | null {
  const login = typed.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._+@-]{2,119}$/.test(login) ? login : null;
}
