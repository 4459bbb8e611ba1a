import { useEffect, useRef, useState } from 'react';
import type { TimelineEntry } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useText } from '../i18n/text.js';

const spoken = 5_000;

/** Tells assistive technology of new messages: the virtualised list itself must not, it changes with every scroll. */
export function Announcer({ entries, loaded, self }: { entries: readonly (TimelineEntry | undefined)[]; loaded: boolean; self: string }) {
  const t = useText();
  const person = usePerson();
  const [said, setSaid] = useState('');
  const known = useRef<string | null>(null);
  const last = entries.at(-1);
  useEffect(() => {
    if (!loaded || !last || last.key === known.current) return;
    const first = known.current === null;
    known.current = last.key;
    if (!first && last.type === 'message' && last.sender !== self) setSaid(t('thread.announce', { name: person(last.sender)?.name ?? t('person.unknown'), text: last.text }));
  }, [last, loaded, self, person, t]);
  // Said is said: the words must not stay behind here when the message is withdrawn.
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), spoken);
    return () => clearTimeout(timer);
  }, [said]);
  return <p className="visually-hidden" aria-live="polite">{said}</p>;
}
