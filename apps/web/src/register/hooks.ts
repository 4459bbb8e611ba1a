import { useEffect, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { Accessed, AccessRow, ComityEvent, CompartmentView, EntryFilter, EntryId, EntrySummary, EntryTie, EntryView, Failure, MessageEntry, Ref, SpaceView, Unmoved } from '@comity/sdk';
import { useClient, useSpaces, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';
import { useText } from '../i18n/text.js';
import { placesOf } from './places.js';

/** The spaces whose entries show in the register of one: with its compartments; of a compartment, with its case file, which it is linked with. In words, that stay the same while they do. */
function useShown(space: SpaceId): string {
  const { value: spaces } = useSpaces();
  return [space, ...(spaces ?? []).flatMap(({ id, within }) => (within === space ? [id] : id === space && within !== null ? [within] : [])).sort()].join(' ');
}
const touching = (shown: string, type: 'register' | 'traces' = 'register') => (event: ComityEvent): boolean => event.type === type && shown.includes(event.space);

export function useEntry(space: SpaceId, id: EntryId): Watched<EntryView> {
  const shown = useShown(space);
  return useWatch(useClient().watch(`entry ${shown} ${id}`, (remote) => remote.entry(space, id), touching(shown)));
}
/** Where something of a case file may be moved to. */
export function usePlaces(space: SpaceView): SpaceView[] { return placesOf(useSpaces().value ?? [], space); }
/** What a place of a case file is called beside its others. */
export function usePlaceName(): (place: SpaceView) => string {
  const t = useText();
  return ({ within, title }) => (within === null ? t('register.in-file') : title ?? t('space.untitled'));
}

/** All of a register, for links. */
export function useAllEntries(space: SpaceId): Watched<EntrySummary[]> {
  const shown = useShown(space);
  return useWatch(useClient().watch(`entries ${shown}`, (remote) => remote.entries(space), touching(shown)));
}

export function useTies(space: SpaceId): Watched<EntryTie[]> {
  const shown = useShown(space);
  return useWatch(useClient().watch(`ties ${shown}`, (remote) => remote.entryTies(space), touching(shown)));
}

/** What was to be moved from here or to here, and was not. */
export function useUnmoved(space: SpaceId): Watched<Unmoved[]> {
  return useWatch(useClient().watch(`unmoved ${space}`, (remote) => remote.unmoved(space), (event) => (event.type === 'unmoved' && (event.space === space || event.to === space)) || ((event.type === 'register' || event.type === 'notes') && event.space === space)));
}

/** The compartments of a case file, as far as this person knows of them. */
export function useCompartments(file: SpaceId): Watched<CompartmentView[]> {
  return useWatch(useClient().watch(`compartments ${file}`, (remote) => remote.compartments(file), (event) => event.type === 'spaces' || (event.type === 'traces' && event.space === file)));
}

export function useAccessLog(file: SpaceId): Watched<AccessRow[]> {
  const shown = useShown(file);
  return useWatch(useClient().watch(`log ${shown}`, (remote) => remote.accessLog(file), (event) => touching(shown)(event) || touching(shown, 'traces')(event)));
}

/** Tells the members of each space of which something is on the page that it was printed. */
export function usePrinted(spaces: readonly SpaceId[], what: Accessed): void {
  const { remote } = useClient();
  const said = JSON.stringify({ spaces, what });
  useEffect(() => {
    const tell = (): void => {
      const { spaces: of, what: printed } = JSON.parse(said) as { spaces: SpaceId[]; what: Accessed };
      for (const space of of) void remote.tellAccess(space, 'print', [printed]).catch(() => undefined);
    };
    addEventListener('beforeprint', tell);
    return () => removeEventListener('beforeprint', tell);
  }, [remote, said]);
}

/** What matches at this moment. While another answer is on its way, the last one stands. */
export function useEntries(space: SpaceId, filter: EntryFilter): { entries: EntrySummary[] | undefined; failure: Failure | null } {
  const client = useClient();
  const shown = useShown(space);
  const [state, setState] = useState<{ entries: EntrySummary[] | undefined; failure: Failure | null }>({ entries: undefined, failure: null });
  useEffect(() => {
    let round = 0;
    const read = (): void => {
      const mine = round += 1;
      client.remote.entries(space, filter).then(
        (entries) => { if (mine === round) setState({ entries, failure: null }); },
        (thrown: unknown) => { if (mine === round) setState((before) => ({ ...before, failure: thrown as Failure })); },
      );
    };
    read();
    const touches = touching(shown);
    const off = client.on((event) => { if (touches(event)) read(); });
    return () => { round += 1; off(); };
  }, [client, space, filter, shown]);
  return state;
}

/** A message of the conversation; null when it is not here, or no more, undefined while it is read. */
export function useMessage(space: SpaceId, on: Ref | null): MessageEntry | null | undefined {
  const client = useClient();
  const [message, setMessage] = useState<MessageEntry | null>();
  const id = on?.id;
  const seq = on?.seq;
  useEffect(() => {
    if (id === undefined || seq === undefined) return undefined;
    let current = true;
    const read = async (): Promise<MessageEntry | null> => {
      const index = await client.remote.locate(space, { id, seq });
      if (index === null) return null;
      const entry = (await client.remote.timeline(space, index, 1)).entries[0];
      return entry?.type === 'message' && entry.withdrawn === null ? entry : null;
    };
    const look = (): void => { read().then((found) => { if (current) setMessage(found); }, () => { if (current) setMessage((before) => before ?? null); }); };
    look();
    const off = client.on((event) => { if (event.type === 'timeline' && event.space === space) look(); });
    return () => { current = false; off(); };
  }, [client, space, id, seq]);
  return on === null ? null : message;
}
