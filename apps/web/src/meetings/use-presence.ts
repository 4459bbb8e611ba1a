import { useEffect, useRef, useState } from 'react';
import type { MeetingSessionId, Presence } from '@comity/contracts';
import { useClient } from '../client/hooks.js';
import { meetings, touches } from './hooks.js';

const again = 20_000;

/** Who else has this timetable open, and what they have in hand; says so of this person while the page is open. */
export function usePresence(id: MeetingSessionId, holding: Presence['holding']): readonly Presence[] {
  const client = useClient();
  const [others, setOthers] = useState<readonly Presence[]>([]);
  // What is said last must arrive last: that they left, above all.
  const said = useRef(Promise.resolve());
  useEffect(() => {
    let open = true;
    // Who is there is a comfort: where it cannot be told, nothing is said.
    const say = (): void => { said.current = said.current.then(async () => { if (open) await meetings(client.remote).bePresent(id, { here: true, holding }).then((found) => { if (open) setOthers(found); }, () => undefined); }); };
    const concerns = touches(id, 'presence'), timer = setInterval(say, again), off = client.on((event) => { if (concerns(event)) say(); });
    say();
    return () => { open = false; clearInterval(timer); off(); };
  }, [client, id, holding]);
  useEffect(() => () => { said.current = said.current.then(() => meetings(client.remote).bePresent(id, { here: false, holding: null })).then(() => undefined, () => undefined); }, [client, id]);
  return others;
}
