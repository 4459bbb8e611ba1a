/** Which messages have the pointer or the focus: they alone carry a toolbar. A long press opens the menu, as on a phone. */
import { useCallback, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, type TouchEvent } from 'react';
import type { TimelineEntry } from '@comity/sdk';
import { actionOfKey, actionsOn, type Message, type Reader } from './message.js';
import type { RowCommands } from './MessageParts.js';

const longPress = 500;
type Entries = readonly (TimelineEntry | undefined)[];
interface Options { entries: Entries; reader: Reader; commands: RowCommands; onLeave(): void }

const articleOf = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>('article[data-index]') : null);

export function useAttention({ entries, reader, commands, onLeave }: Options) {
  const [hovered, setHovered] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const byTouch = useRef(false);
  const pressedLong = useRef(false);
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const entryOf = (target: EventTarget | null): TimelineEntry | undefined => entries[Number(articleOf(target)?.dataset['index'] ?? -1)];
  const messageOf = (target: EventTarget | null): Message | null => { const entry = entryOf(target); return entry?.type === 'message' ? entry : null; };
  const release = useCallback(() => clearTimeout(press.current), []);

  const openByPress = (message: Message): void => { pressedLong.current = true; commands.openMenu(message); };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'PageDown' || event.key === 'PageUp') { step(event); return; }
    // Keys of a message count on the message itself, not on a button or a field within it.
    const message = event.target instanceof HTMLElement && event.target.matches('article') ? messageOf(event.target) : null;
    if (event.key === 'Escape' && articleOf(event.target)) { event.preventDefault(); onLeave(); return; }
    if (!message) return;
    if (event.key === '.' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) { event.preventDefault(); commands.openMenu(message); return; }
    const action = actionOfKey(event, actionsOn(message, reader));
    if (!action) return;
    event.preventDefault();
    commands.act(message, action.id);
  };

  return {
    isActive: (key: string) => key === hovered || key === focused,
    focusedIndex: focused === null ? -1 : entries.findIndex((entry) => entry?.key === focused),
    focusedMessage: entries.find((entry): entry is Message => entry?.type === 'message' && entry.key === focused) ?? null,
    handlers: {
      onKeyDown,
      onPointerOver: (event: PointerEvent) => { if (event.pointerType === 'mouse') setHovered(messageOf(event.target)?.key ?? null); },
      onPointerLeave: () => setHovered(null),
      onFocus: (event: FocusEvent) => setFocused(entryOf(event.target)?.key ?? null),
      onPointerDown: (event: PointerEvent) => {
        byTouch.current = event.pointerType !== 'mouse';
        pressedLong.current = false;
        if (!byTouch.current) return;
        const message = messageOf(event.target);
        if (message) press.current = setTimeout(() => openByPress(message), longPress);
      },
      onPointerUp: (event: PointerEvent) => {
        release();
        // A tap shows what can be done, as the pointer of a mouse would.
        if (event.pointerType !== 'mouse') setHovered(messageOf(event.target)?.key ?? null);
      },
      onPointerMove: (event: PointerEvent) => { if (event.pointerType !== 'mouse' && Math.abs(event.movementX) + Math.abs(event.movementY) > 2) release(); },
      onPointerCancel: release,
      // Android says itself that a press was long; a mouse keeps the browser's menu.
      onContextMenu: (event: MouseEvent) => {
        const message = byTouch.current ? messageOf(event.target) : null;
        if (!message) return;
        release();
        event.preventDefault();
        openByPress(message);
      },
      // Lifting the finger must not choose what has just opened beneath it.
      onTouchEnd: (event: TouchEvent) => { if (pressedLong.current && event.cancelable) event.preventDefault(); },
    },
  };
}

/** Page Up and Page Down move between the entries of a feed (WAI-ARIA). */
function step(event: KeyboardEvent<HTMLDivElement>): void {
  const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
  const at = articles.indexOf(articleOf(event.target) ?? document.createElement('article'));
  const next = articles[at === -1 ? articles.length - 1 : at + (event.key === 'PageDown' ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: 'nearest' }); }
}
