/** The link of an invitation: everything secret stands after the `#`, which browsers never send to a service. */
const paths = /^\/(join|enrol|invitation)\/?$/;

/** The whole link if the page was opened by one; also takes it out of the address bar and the history. */
export function invitationLink(at: Pick<Location, 'pathname' | 'hash' | 'href'>, forget = () => history.replaceState(null, '', '/')): string | null {
  if (!paths.test(at.pathname) || at.hash.length < 2) return null;
  const link = at.href;
  forget();
  return link;
}
