import { useEffect, useEffectEvent, useState } from 'react';
import { keepSign, lastSign } from './sign-of-life.js';

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
/** How often, in milliseconds, a sign of life is kept, and told to the other tabs. */
const telling = 5_000;

/**
 * Calls `lock` after so many minutes without a sign of life in any tab, for they share their keys. Checks the clock, so a
 * sleeping machine locks on waking, and one whose tabs were all closed when the first is opened again: then it answers
 * true, and nothing of what lies behind the lock should be shown.
 */
export function useIdleLock(minutes: number, lock: () => void): boolean {
  const onIdle = useEffectEvent(lock);
  const [overdue] = useState(() => Date.now() - (lastSign() ?? Date.now()) >= minutes * 60_000);
  useEffect(() => { if (overdue) onIdle(); }, [overdue]);
  useEffect(() => {
    let last = Date.now();
    let told = 0;
    const tabs = new BroadcastChannel('comity:alive');
    tabs.onmessage = () => { last = Date.now(); };
    const alive = (): void => {
      last = Date.now();
      if (last - told < telling) return;
      told = last;
      keepSign(last);
      tabs.postMessage(null);
    };
    const check = (): void => { if (Date.now() - last >= minutes * 60_000) { last = Date.now(); onIdle(); } };
    const timer = setInterval(check, 5_000);
    // Opening a tab is a sign of life, too.
    alive();
    for (const sign of signs) addEventListener(sign, alive, { passive: true, capture: true });
    document.addEventListener('visibilitychange', check);
    return () => {
      clearInterval(timer);
      tabs.close();
      for (const sign of signs) removeEventListener(sign, alive, { capture: true });
      document.removeEventListener('visibilitychange', check);
    };
  }, [minutes]);
  return overdue;
}
