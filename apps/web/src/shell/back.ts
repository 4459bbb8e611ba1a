/** Where the key that goes back leads from an address; null: nowhere, for what is written in a form that is kept nowhere is not thrown away by a key. `form`: the page has one; those of sessions are kept nowhere. */
export function backFrom(path: string, form: boolean): string | null {
  if (/\/register\/(?:new|from|entry\/[^/]+\/revise)/.test(path) || (form && path.startsWith('/sessions/'))) return null;
  if (path.endsWith('/details')) return path.slice(0, -'/details'.length);
  const parts = path.split('/');
  // From what is within a register to the register, and from what is within a conversation, a request or a session to that.
  if (parts[1] === 'spaces') return parts.length > 3 ? parts.slice(0, parts[3] === 'register' && parts.length > 4 ? 4 : 3).join('/') : '/';
  return parts.length > 3 && parts[1] !== 'offers' && parts[2] !== 'days' ? parts.slice(0, 3).join('/') : parts.length > 2 ? `/${parts[1]!}` : path === '/' ? null : '/';
}
