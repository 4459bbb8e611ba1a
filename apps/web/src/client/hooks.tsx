import { createContext, useCallback, useContext, useState, useSyncExternalStore } from 'react';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { AuthorityView, Failure, PersonView, Self } from '@comity/sdk';
import type { Client, Place } from './client.js';
import type { Watch, Watched } from './watch.js';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside its provider');
  return client;
}
export function usePlace(): Place['at'] {
  const client = useClient();
  return useSyncExternalStore(client.subscribe, client.place).at;
}
export function useOnline(): boolean {
  const client = useClient();
  return useSyncExternalStore(client.subscribe, client.online);
}
/** The signed-in person; only below a screen of a phase that has one. */
export function useSelf(): Self {
  const at = usePlace();
  const [kept] = useState(() => ('self' in at ? at.self : null));
  const self = 'self' in at ? at.self : kept;
  if (!self) throw new Error('nobody is signed in');
  return self;
}
export function useWatch<T>(watch: Watch<T>): Watched<T> {
  return useSyncExternalStore(watch.subscribe, watch.snapshot);
}

export const useSpaces = () => useWatch(useClient().spaces());
export const usePeople = () => useWatch(useClient().people());

const peopleById = new WeakMap<PersonView[], Map<PractitionerId, PersonView>>();
/** A lookup of people by id; undefined while loading and for people the chain does not know. */
export function usePerson(): (id: PractitionerId) => PersonView | undefined {
  const people = usePeople().value;
  return useCallback((id) => {
    if (!people) return undefined;
    let index = peopleById.get(people);
    if (!index) { index = new Map(people.map((person) => [person.id, person])); peopleById.set(people, index); }
    return index.get(id);
  }, [people]);
}
export function useAuthority(): (id: AuthorityId) => AuthorityView | undefined {
  const authorities = useWatch(useClient().authorities()).value;
  return useCallback((id) => authorities?.find((authority) => authority.id === id), [authorities]);
}

/** Runs one action at a time and keeps what went wrong for the screen to show. */
export function useAction(): { run<T>(action: (client: Client) => Promise<T>): Promise<T | undefined>; busy: boolean; failure: Failure | null; clear(): void } {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(async <T,>(action: (client: Client) => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setFailure(null);
    try {
      return await action(client);
    } catch (thrown) {
      setFailure(thrown as Failure);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, [client]);
  const clear = useCallback(() => setFailure(null), []);
  return { run, busy, failure, clear };
}
