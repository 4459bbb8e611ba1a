/**
 * Says what was just done and gives ten seconds to take it back, in place of a question before it. What can be reversed
 * is done at once and reversed on request; what cannot (a withdrawal reaches everybody) is done when the time is over,
 * or on leaving.
 */
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, IconButton } from '../design/Button.js';
import { useText } from '../i18n/text.js';

const patience = 10_000;
export interface Toast { text: string; undo?: () => void; perform?: () => void }
const Context = createContext<(toast: Toast) => void>(() => undefined);
export const useToast = () => useContext(Context);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const pending = useRef<Toast | null>(null);
  const settle = useCallback((undone: boolean) => {
    const now = pending.current;
    pending.current = null;
    setToast(null);
    if (undone) now?.undo?.();
    else now?.perform?.();
  }, []);
  const show = useCallback((next: Toast) => {
    settle(false);
    pending.current = next;
    setToast(next);
  }, [settle]);
  useEffect(() => {
    const leave = (): void => settle(false);
    addEventListener('pagehide', leave);
    return () => { removeEventListener('pagehide', leave); leave(); };
  }, [settle]);
  return (
    <Context.Provider value={show}>
      {children}
      {toast && <ToastBar toast={toast} settle={settle} />}
    </Context.Provider>
  );
}

/** Waits while somebody's pointer or focus is on it: nobody is hurried. */
function ToastBar({ toast, settle }: { toast: Toast; settle(undone: boolean): void }) {
  const t = useText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => settle(false), patience);
    return () => clearTimeout(timer);
  }, [toast, held, settle]);
  useEffect(() => {
    if (!toast.undo) return undefined;
    const undo = (event: KeyboardEvent): void => {
      const writing = (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) && event.target.value !== '';
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.code !== 'KeyZ' || writing) return;
      event.preventDefault();
      settle(true);
    };
    addEventListener('keydown', undo);
    return () => removeEventListener('keydown', undo);
  }, [toast, settle]);
  return (
    <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <p role="status">{toast.text}</p>
      {toast.undo && <Button onPress={() => settle(true)}>{t('talk-toast.undo')}</Button>}
      <IconButton icon="close" label={t('action.close')} onPress={() => settle(false)} />
    </div>
  );
}
