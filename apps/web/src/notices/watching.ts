/**
 * What the tabs of this browser must agree on without talking: one of them shows notifications, and none does while a
 * person looks at any. Both are locks, which end with the tab that holds them.
 */
const showing = 'comity:notices';
const watched = 'comity:watched';

const hold = (name: string, mode: LockMode, signal: AbortSignal, onHeld: () => void = () => undefined): void => {
  navigator.locks.request(name, { mode, signal }, () => {
    onHeld();
    return new Promise<void>((resolve) => { signal.addEventListener('abort', () => resolve()); });
  }).catch(() => undefined);
};

/** Runs `onTurn` when this tab is the one that shows notifications, which it is until `signal` ends it. */
export const takeTurn = (signal: AbortSignal, onTurn: () => void): void => hold(showing, 'exclusive', signal, onTurn);

/** Says, while this tab is in front and has the focus, that somebody looks. Returns an end to it. */
export function tellWatched(): () => void {
  let held: AbortController | undefined;
  const follow = (): void => {
    const looked = document.visibilityState === 'visible' && document.hasFocus();
    if (looked === (held !== undefined)) return;
    held?.abort();
    held = looked ? new AbortController() : undefined;
    if (held !== undefined) hold(watched, 'shared', held.signal);
  };
  follow();
  const events = [[window, 'focus'], [window, 'blur'], [document, 'visibilitychange']] as const;
  for (const [target, type] of events) target.addEventListener(type, follow);
  return () => {
    for (const [target, type] of events) target.removeEventListener(type, follow);
    held?.abort();
  };
}

export const isWatched = async (): Promise<boolean> => (await navigator.locks.query()).held?.some(({ name }) => name === watched) === true;
