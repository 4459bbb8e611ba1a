/** Whether this browser may show notifications; asked for by a button, never by itself. */
import { useSyncExternalStore } from 'react';

export type Permission = NotificationPermission | 'unsupported';
const read = (): Permission => ('Notification' in globalThis ? Notification.permission : 'unsupported');

const listeners = new Set<() => void>();
let watching: PermissionStatus | undefined;
const changed = (): void => { for (const listener of listeners) listener(); };

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (watching === undefined && read() !== 'unsupported') void navigator.permissions.query({ name: 'notifications' }).then((status) => { watching = status; status.onchange = changed; }, () => undefined);
  return () => { listeners.delete(listener); };
}
export const usePermission = (): Permission => useSyncExternalStore(subscribe, read);

export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  changed();
}
