/** The keyboard: what each key does, in one table that the dialog shows and the handler obeys. */
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useClient, useSpaces } from '../client/hooks.js';

export const shortcuts = [
  { keys: ['?'], id: 'shortcuts.help' },
  { keys: ['Ctrl', '/'], id: 'shortcuts.help' },
  { keys: ['Ctrl', 'K'], id: 'shortcuts.palette' },
  { keys: ['Alt', '↑'], id: 'shortcuts.previous' },
  { keys: ['Alt', '↓'], id: 'shortcuts.next' },
  { keys: ['Alt', 'N'], id: 'shortcuts.new' },
  { keys: ['Alt', 'L'], id: 'shortcuts.lock' },
  { keys: ['Esc'], id: 'shortcuts.back' },
  { keys: ['Enter'], id: 'shortcuts.send' },
  { keys: ['Shift', 'Enter'], id: 'shortcuts.newline' },
  { keys: ['Page Up'], id: 'shortcuts.message-up' },
  { keys: ['Page Down'], id: 'shortcuts.message-down' },
] as const;

interface Options { singleKeys: boolean; blocked: boolean; onPalette(): void; onShortcuts(): void }

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useShortcuts(options: Options): void {
  const client = useClient();
  const [path, navigate] = useLocation();
  const { value: spaces } = useSpaces();
  const state = useRef({ ...options, path, spaces });
  state.current = { ...options, path, spaces };
  useEffect(() => {
    const step = (by: 1 | -1): void => {
      const { spaces: all, path: now } = state.current;
      const order = [...(all ?? [])].sort((a, b) => b.lastActivity.localeCompare(a.lastActivity));
      const at = order.findIndex((space) => now.startsWith(`/spaces/${space.id}`));
      const next = order[at === -1 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))];
      if (next) navigate(`/spaces/${next.id}`);
    };
    const back = (): void => {
      const { path: now } = state.current;
      if (now.endsWith('/details')) navigate(now.replace(/\/details$/, ''));
      else if (now.startsWith('/directory/')) navigate('/directory');
      else if (now !== '/') navigate('/');
    };
    const onKey = (event: KeyboardEvent): void => {
      const { singleKeys, blocked, onPalette, onShortcuts } = state.current;
      // An open dialog keeps the keyboard to itself.
      if (event.defaultPrevented || blocked || document.querySelector('[role="dialog"]')) return;
      const control = event.ctrlKey || event.metaKey;
      let done = true;
      if (control && event.key.toLowerCase() === 'k') onPalette();
      else if (control && event.key === '/') onShortcuts();
      else if (event.key === '?' && singleKeys && !control && !event.altKey && !typing(event.target)) onShortcuts();
      else if (event.altKey && event.key === 'ArrowUp') step(-1);
      else if (event.altKey && event.key === 'ArrowDown') step(1);
      else if (event.altKey && event.code === 'KeyN') navigate('/new');
      else if (event.altKey && event.code === 'KeyL') void client.remote.lock();
      else if (event.key === 'Escape' && !typing(event.target)) back();
      else done = false;
      if (done) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [client, navigate]);
}
