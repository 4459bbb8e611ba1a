import { useEffect, useState } from 'react';
import type { ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { useClient } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { useNames } from './MessageParts.js';
import type { View } from './place.js';

/** A word that nobody took back in this time is no longer true. */
const stale = 10_000;

/** Who is writing in what is shown. Never announced: it would talk over the messages. */
export function TypingLine({ space, view, topics }: { space: SpaceId; view: View; /** Of the conversation: people write elsewhere as well. */ topics: readonly { id: ItemId }[] }) {
  const t = useText();
  const client = useClient();
  const names = useNames();
  const [writing, setWriting] = useState<ReadonlyMap<string, PractitionerId[]>>(new Map());
  useEffect(() => {
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const set = (topic: string, people: PractitionerId[]): void => setWriting((before) => new Map(before).set(topic, people));
    const off = client.on((event) => {
      if (event.type !== 'typing' || event.space !== space) return;
      const topic = event.topic ?? 'main';
      clearTimeout(timers.get(topic));
      set(topic, event.people);
      if (event.people.length > 0) timers.set(topic, setTimeout(() => set(topic, []), stale));
    });
    return () => { off(); for (const timer of timers.values()) clearTimeout(timer); };
  }, [client, space]);
  const people = [...new Set(view === undefined ? ['main', ...topics.map(({ id }) => id)].flatMap((topic) => writing.get(topic) ?? []) : writing.get(view) ?? [])];
  return <p className="typing">{people.length === 0 ? '' : people.length > 3 ? t('talk-typing.many', { count: people.length }) : t('talk-typing.some', { names: names(people), count: people.length })}</p>;
}
