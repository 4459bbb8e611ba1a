/**
 * One worker at a time: group state must never be written by two. The first takes a browser-wide lock; another worker,
 * of another version of the client or in a browser without shared workers, may take it over, and the first learns of it.
 */
const name = 'comity:keys';
/** A worker that ends with its last tab may still be there when the next tab starts one. */
const patience = 3_000;

/** Resolves true when this worker now holds the lock, false when another one does. `onLost` runs when another took it. */
export function hold(take: boolean, onLost: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    let held = false;
    navigator.locks.request(name, take ? { steal: true } : { signal: AbortSignal.timeout(patience) }, () => {
      held = true;
      resolve(true);
      // Held until the worker ends or somebody steals it.
      return new Promise<void>(() => undefined);
    }).catch(() => { if (held) onLost(); else resolve(false); });
  });
}
