/** The browser's notification: one at a time, a newer one in the place of the older, without a sound. */
let shown: Notification | undefined;

/** Answers what takes it back, where no newer one is in its place. */
export function showNotification(body: string, onOpen: () => void): () => void {
  const before = shown;
  show(body, onOpen);
  const own = shown;
  return () => { if (own !== before && own === shown) closeNotification(); };
}

function show(body: string, onOpen: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const { lang, dir } = document.documentElement;
  try {
    shown = new Notification('Comity', { body, tag: 'comity', icon: '/favicon.svg', lang, dir: dir === 'rtl' ? 'rtl' : 'ltr', silent: true });
  } catch {
    // Some browsers leave notifications to service workers alone.
    return;
  }
  shown.onclick = () => {
    window.focus();
    onOpen();
    closeNotification();
  };
}

export function closeNotification(): void {
  shown?.close();
  shown = undefined;
}
