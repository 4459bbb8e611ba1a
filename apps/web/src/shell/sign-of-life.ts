/** When somebody last touched the client in this browser: kept over the closing of all its tabs, so that the time between counts. */
const key = 'comity:alive';

export function lastSign(): number | null {
  try {
    const kept = Number(localStorage.getItem(key) ?? Number.NaN);
    return Number.isFinite(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepSign(now: number): void {
  try { localStorage.setItem(key, String(now)); } catch { /* then closed tabs do not count */ }
}

/** Whoever signs in or unlocks begins anew. */
export function forgetSign(): void {
  try { localStorage.removeItem(key); } catch { /* there is none */ }
}
