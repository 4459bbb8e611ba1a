import { useEffect, useEffectEvent } from 'react';

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
/** How often, in milliseconds, a sign of life is told to the other tabs. */
const telling = 5_000;

/**
 * Calls `lock` after so many minutes without a sign of life in any tab, for they share their keys. Checks the clock, so a
 * sleeping machine locks on waking.
 */
export function useIdleLock(minutes: number, lock: () => void): void {
  const onIdle = useEffectEvent(lock);
  useEffect(() => {
    let last = Date.now();
    let told = 0;
    const tabs = new BroadcastChannel('comity:alive');
    tabs.onmessage = () => { last = Date.now(); };
    const alive = (): void => {
      last = Date.now();
      if (last - told < telling) return;
      told = last;
      tabs.postMessage(null);
    };
    const check = (): void => { if (Date.now() - last >= minutes * 60_000) { last = Date.now(); onIdle(); } };
    const timer = setInterval(check, 5_000);
    for (const sign of signs) addEventListener(sign, alive, { passive: true, capture: true });
    document.addEventListener('visibilitychange', check);
    return () => {
      clearInterval(timer);
      tabs.close();
      for (const sign of signs) removeEventListener(sign, alive, { capture: true });
      document.removeEventListener('visibilitychange', check);
    };
  }, [minutes]);
}
