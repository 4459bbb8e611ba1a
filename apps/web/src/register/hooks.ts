import { useCallback, useEffect, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { Accessed, AccessRow, ComityEvent, CompartmentView, EntryFilter, EntryId, EntrySummary, EntryTie, EntryView, Failure, MessageEntry, Ref } from '@comity/sdk';
import { useClient, useSpaces, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';

/** What shows in the register of a space: its own entries, and those of its compartments; of a compartment, links with what is in its case file. */
function useTouches(space: SpaceId): (event: ComityEvent) => boolean {
  const { value: spaces } = useSpaces();
  const shown = [space, ...(spaces ?? []).flatMap(({ id, within }) => (within === space ? [id] : id === space && within !== null ? [within] : []))].join(' ');
  return useCallback((event) => event.type === 'register' && shown.includes(event.space), [shown]);
}

export function useEntry(space: SpaceId, id: EntryId): Watched<EntryView> {
  return useWatch(useClient().watch(`entry ${space} ${id}`, (remote) => remote.entry(space, id), useTouches(space)));
}
/** All of a register, for links. */
export function useAllEntries(space: SpaceId): Watched<EntrySummary[]> {
  return useWatch(useClient().watch(`entries ${space}`, (remote) => remote.entries(space), useTouches(space)));
}

export function useTies(space: SpaceId): Watched<EntryTie[]> {
  return useWatch(useClient().watch(`ties ${space}`, (remote) => remote.entryTies(space), useTouches(space)));
}

/** The compartments of a case file, as far as this person knows of them. */
export function useCompartments(file: SpaceId): Watched<CompartmentView[]> {
  return useWatch(useClient().watch(`compartments ${file}`, (remote) => remote.compartments(file), (event) => event.type === 'spaces' || (event.type === 'traces' && event.space === file)));
}

export function useAccessLog(file: SpaceId): Watched<AccessRow[]> {
  const touches = useTouches(file);
  const { value: spaces } = useSpaces();
  const of = [file, ...(spaces ?? []).flatMap(({ id, within }) => (within === file ? [id] : []))].join(' ');
  return useWatch(useClient().watch(`log ${file}`, (remote) => remote.accessLog(file), useCallback((event: ComityEvent) => touches(event) || (event.type === 'traces' && of.includes(event.space)), [touches, of])));
}

/** Tells the members that what is on the page was printed. */
export function usePrinted(space: SpaceId, what: Accessed): void {
  const { remote } = useClient();
  const said = JSON.stringify(what);
  useEffect(() => {
    const tell = (): void => { void remote.tellAccess(space, 'print', [JSON.parse(said) as Accessed]).catch(() => undefined); };
    addEventListener('beforeprint', tell);
    return () => removeEventListener('beforeprint', tell);
  }, [remote, space, said]);
}

/** What matches at this moment. While another answer is on its way, the last one stands. */
export function useEntries(space: SpaceId, filter: EntryFilter): { entries: EntrySummary[] | undefined; failure: Failure | null } {
  const client = useClient();
  const touches = useTouches(space);
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
    const off = client.on((event) => { if (touches(event)) read(); });
    return () => { round += 1; off(); };
  }, [client, space, filter, touches]);
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
