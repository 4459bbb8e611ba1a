/** What is pinned: the newest above the conversation, all of them in the details. */
import './pins.css';
import { useMemo, useState } from 'react';
import type { Ref, SpaceView, TimelineEntry } from '@comity/sdk';
import { useAction, useClient, usePerson, useWatch } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { refOf, type Message } from './message.js';
import { useToast } from './toast.js';

const none: TimelineEntry[] = [];

function usePins({ id }: Pick<SpaceView, 'id'>): Message[] {
  const client = useClient();
  const { value } = useWatch(client.watch(`pins ${id}`, (remote) => remote.pins(id), (event) => event.type === 'timeline' && event.space === id));
  const pinned = value ?? none;
  return useMemo(() => pinned.filter((entry): entry is Message => entry.type === 'message' && entry.withdrawn === null), [pinned]);
}

export function PinBar({ space, onJump }: { space: SpaceView; onJump(on: Ref): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const pins = usePins(space);
  const [at, setAt] = useState(0);
  const shown = pins[at % Math.max(1, pins.length)];
  if (!shown) return null;
  const on = refOf(shown);
  return (
    <div className="pin-bar" role="region" aria-label={t('talk-pin.title')}>
      <Icon name="pin" small />
      <button type="button" className="pin-words" onClick={() => { if (on) onJump(on); }}><bdi className="pin-name">{person(shown.sender)?.name ?? t('person.unknown')}</bdi> <span dir="auto">{shown.text}</span></button>
      {pins.length > 1 && <button type="button" className="link-button" aria-label={t('talk-pin.next')} onClick={() => setAt((at + 1) % pins.length)}>{format.number((at % pins.length) + 1)}/{format.number(pins.length)}</button>}
    </div>
  );
}

export function PinList({ space, onJump }: { space: SpaceView; onJump(on: Ref): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const toast = useToast();
  const pins = usePins(space);
  const { run, failure } = useAction();
  const set = (on: Ref, pinned: boolean) => run(({ remote }) => remote.pin(space.id, on, pinned).then(() => true));
  const remove = async (on: Ref): Promise<void> => {
    if (await set(on, false)) toast({ text: t('talk-pin.removed'), undo: () => void set(on, true) });
  };
  return (
    <section>
      <h3>{t('talk-pin.title')}</h3>
      <FailureNotice failure={failure} />
      {pins.length === 0 && <p className="muted">{t('talk-pin.none')}</p>}
      <ul className="pin-list">
        {pins.map((message) => {
          const on = refOf(message);
          return on && (
            <li key={message.key}>
              <button type="button" className="pin-item" onClick={() => onJump(on)}>
                <span className="pin-line"><bdi className="pin-name">{person(message.sender)?.name ?? t('person.unknown')}</bdi> <time dateTime={message.sentAt} className="muted">{format.brief(message.sentAt)}</time></span>
                <span className="pin-text" dir="auto">{message.text}</span>
              </button>
              {!space.readOnly && <IconButton icon="close" label={t('talk-action.unpin')} onPress={() => void remove(on)} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
