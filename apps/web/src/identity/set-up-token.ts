/** The one-time token that the service prints at its first start, when the printed address carried it after the `#`. */
export function setUpToken(hash: string): string | null {
  const token = hash.replace(/^#(token=)?/, '');
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
}
