/** The browser's notification: one at a time, a newer one in the place of the older, without a sound. */
let shown: Notification | undefined;

export function showNotification(body: string, onOpen: () => void): Notification | undefined {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return undefined;
  const { lang, dir } = document.documentElement;
  try {
    shown = new Notification('Comity', { body, tag: 'comity', icon: '/favicon.svg', lang, dir: dir === 'rtl' ? 'rtl' : 'ltr', silent: true });
  } catch {
    // Some browsers leave notifications to service workers alone.
    return undefined;
  }
  shown.onclick = () => {
    window.focus();
    onOpen();
    closeNotification();
  };
  return shown;
}

/** This one, if no newer one is in its place. */
export function closeNotification(one = shown): void {
  if (one !== shown) return;
  shown?.close();
  shown = undefined;
}
