/** What happens when somebody does something with a message: from the toolbar, the menu, the keyboard or the palette. */
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure, Ref, SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { refOf, type Message, type MessageActionId } from './message.js';
import type { RowCommands } from './MessageParts.js';
import { messagePath, promotionPath, type View } from './place.js';
import { useToast } from './toast.js';

/** What is open over the thread, for one message. */
export interface Layer { kind: 'details' | 'menu' | 'react' | 'forward' | 'draft' | 'promote'; message: Message }
/** What the composer answers or changes. */
export interface About { kind: 'reply' | 'edit'; message: Message }

interface Surroundings { onAbout(about: About): void; onTopic(topic: View): void; jump(on: Ref): void }
interface ThreadCommands extends RowCommands { layer: Layer | null; close(): void; going: string | null; failure: Failure | null; clear(): void }

export function useThreadCommands(space: SpaceView, { onAbout, onTopic, jump }: Surroundings): ThreadCommands {
  const t = useText();
  const toast = useToast();
  const [, navigate] = useLocation();
  const { run, failure, clear } = useAction();
  const [layer, setLayer] = useState<Layer | null>(null);
  /** The message whose withdrawal can still be taken back. */
  const [going, setGoing] = useState<string | null>(null);
  const commands = useMemo<RowCommands>(() => {
    const pin = (on: Ref, set: boolean) => run(({ remote }) => remote.pin(space.id, on, set).then(() => true));
    const copy = (text: string, said: string): void => { navigator.clipboard.writeText(text).then(() => toast({ text: said }), () => toast({ text: t('talk-copy.refused') })); };
    const act = (message: Message, action: MessageActionId): void => {
      setLayer(null);
      const on = refOf(message);
      if (action === 'details' || action === 'react' || action === 'forward' || action === 'draft' || (action === 'promote' && space.kind !== 'case-file')) { setLayer({ kind: action, message }); return; }
      if (action === 'copy') { copy(message.text, t('talk-copy.text')); return; }
      if (on === null) return;
      switch (action) {
        case 'reply': case 'edit': onAbout({ kind: action, message }); return;
        case 'link': copy(location.origin + messagePath(space.id, on), t('talk-copy.link')); return;
        case 'promote': navigate(promotionPath(space.id, on)); return;
        case 'pin': void pin(on, true); return;
        case 'unpin': void pin(on, false).then((done) => { if (done) toast({ text: t('talk-pin.removed'), undo: () => void pin(on, true) }); }); return;
        case 'acknowledge': void run(({ remote }) => remote.acknowledge(space.id, on)); return;
        case 'remind': void run(({ remote }) => remote.remind(space.id, on).then(() => true)).then((done) => { if (done) toast({ text: t('talk-alert.reminded') }); }); return;
        case 'close-poll': void run(({ remote }) => remote.closePoll(space.id, on)); return;
        case 'withdraw':
          setGoing(message.id);
          toast({ text: t('talk-withdraw.soon'), undo: () => setGoing(null), perform: () => { setGoing(null); void run(({ remote }) => remote.withdraw(space.id, on)); } });
      }
    };
    return {
      act, jump, topic: onTopic,
      react: (message, emoji, set) => { setLayer(null); const on = refOf(message); if (on) void run(({ remote }) => remote.react(space.id, on, emoji, set)); },
      vote: (message, choices) => { const on = refOf(message); if (on) void run(({ remote }) => remote.vote(space.id, on, choices)); },
      openMenu: (message) => setLayer({ kind: 'menu', message }),
    };
  }, [space.id, space.kind, run, toast, t, navigate, onAbout, onTopic, jump]);
  return { ...commands, layer, close: () => setLayer(null), going, failure, clear };
}
