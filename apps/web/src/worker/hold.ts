/**
 * One tab at a time: group state must never be written by two workers. The first takes a browser-wide lock; another
 * tab may take it over, and the first learns of it.
 */
const name = 'comity:keys';

/** Resolves true when this worker now holds the lock, false when another tab does. `onLost` runs when another tab took it. */
export function hold(take: boolean, onLost: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    let held = false;
    navigator.locks.request(name, take ? { steal: true } : { ifAvailable: true }, (lock) => {
      if (!lock) { resolve(false); return undefined; }
      held = true;
      resolve(true);
      // Held until the worker ends or somebody steals it.
      return new Promise<void>(() => undefined);
    }).catch(() => { if (held) onLost(); else resolve(false); });
  });
}
