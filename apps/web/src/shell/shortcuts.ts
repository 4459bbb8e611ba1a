/** The keys that work anywhere; the list that people read is in shortcut-list.ts. */
import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import { useClient, useSpaces } from '../client/hooks.js';
import { backFrom } from './back.js';

interface Options { singleKeys: boolean; blocked: boolean; onPalette(): void; onShortcuts(): void }

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useShortcuts({ singleKeys, blocked, onPalette, onShortcuts }: Options): void {
  const client = useClient();
  const [path, navigate] = useLocation();
  const { value: spaces } = useSpaces();

  const step = (by: 1 | -1): void => {
    const order = [...(spaces ?? [])].sort((a, b) => b.lastActivity.localeCompare(a.lastActivity));
    const at = order.findIndex((space) => path.startsWith(`/spaces/${space.id}`));
    const next = order[at === -1 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))];
    if (next) navigate(`/spaces/${next.id}`);
  };
  const back = (): void => {
    const to = backFrom(path, document.querySelector('.page-body form') !== null);
    if (to !== null) navigate(to);
  };
  /** Between a case file's conversation and its register. */
  const across = (): void => {
    const [, , id] = path.split('/');
    if (id === undefined || !path.startsWith('/spaces/') || spaces?.find((space) => space.id === id)?.kind !== 'case-file') return;
    navigate(path.startsWith(`/spaces/${id}/register`) ? `/spaces/${id}` : `/spaces/${id}/register`);
  };
  const toSearch = (): void => {
    if (path === '/search') document.getElementById('find-text')?.focus();
    else navigate('/search');
  };
  const actionOf = (event: KeyboardEvent): (() => void) | null => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'k') return onPalette;
    if (control && event.key === '/') return onShortcuts;
    if (event.key === '?' && singleKeys && !control && !event.altKey && !typing(event.target)) return onShortcuts;
    if (event.key === '/' && singleKeys && !control && !event.altKey && !typing(event.target)) return toSearch;
    if (event.altKey && event.key === 'ArrowUp') return () => step(-1);
    if (event.altKey && event.key === 'ArrowDown') return () => step(1);
    if (event.altKey && event.code === 'KeyN') return () => navigate('/new');
    if (event.altKey && event.code === 'KeyR') return () => navigate('/requests');
    if (event.altKey && event.code === 'KeyG') return across;
    if (event.altKey && event.code === 'KeyL') return () => void client.remote.lock();
    if (event.key === 'Escape' && !typing(event.target)) return back;
    return null;
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    // An open dialog keeps the keyboard to itself.
    if (event.defaultPrevented || blocked || document.querySelector('[role="dialog"]')) return;
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}
