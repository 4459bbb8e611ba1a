/** A form while somebody fills it in, of an entry or of a request: kept as a draft is, so that neither a lock, nor another page, nor what others do takes away what was typed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { DraftScope } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { useDraft } from './draft.js';

/** Forms that are being saved: what they hold is not to be written once more. */
const underway = new Set<string>();

/** How a form is kept: as text. `read` answers null for what is none of this form; both are the same from render to render. */
export interface Written<Form> { read(text: string): Form | null; write(form: Form): string }

interface Kept<Form> {
  form: Form; loaded: boolean;
  /** Whether it holds what was typed some other time. */
  found: boolean;
  change(form: Form): void; beginAnew(): void;
  /** Lets go of the draft once it is saved. Answers undefined when it was not, or when nobody waits here any more. */
  saved<T>(save: () => Promise<T | undefined>): Promise<T | undefined>;
}

/** `space` null: it has none yet. `gone`: nothing of it may be kept. */
export function useForm<Form>(space: SpaceId | null, scope: DraftScope, begin: Form, { read, write }: Written<Form>, gone = false): Kept<Form> {
  const client = useClient();
  const [form, setForm] = useState(begin);
  const [found, setFound] = useState(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => { here.current = false; };
  }, []);
  const place = `${space} ${scope}`;
  const text = gone ? '' : write(form);
  const restore = useCallback((stored: string) => {
    const kept = underway.has(place) ? null : read(stored);
    if (kept === null) return;
    setForm(kept);
    setFound(true);
  }, [place, read]);
  const { loaded, typed, clear } = useDraft(space, scope, text, restore);
  const change = (next: Form): void => {
    typed();
    setForm(next);
  };
  const beginAnew = (): void => {
    clear();
    setForm(begin);
    setFound(false);
  };
  const saved: Kept<Form>['saved'] = async (save) => {
    underway.add(place);
    try {
      const answer = await save();
      if (answer === undefined) return undefined;
      if (here.current) clear();
      // Left meanwhile, the form was kept; unless another one is there by now.
      else if (await client.remote.draft(space, scope) === text) await client.remote.saveDraft(space, '', scope);
      return here.current ? answer : undefined;
    } finally {
      underway.delete(place);
    }
  };
  return { form, loaded, found, change, beginAnew, saved };
}
