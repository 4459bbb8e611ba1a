/** Counts where the browser shows them: the tab's title and icon, and the badge of an installed app. */
import { setWaiting } from './title.js';

const icons = { quiet: '/favicon.svg', waiting: '/favicon-waiting.svg' } as const;

export function showCount(count: number, written: string): void {
  setWaiting(count > 0 ? written : '');
  document.querySelector('link[rel=icon]')?.setAttribute('href', count > 0 ? icons.waiting : icons.quiet);
  if (!('setAppBadge' in navigator)) return;
  // Refused where the app is not installed.
  (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
}
