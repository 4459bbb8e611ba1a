import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { SavedSearch, SearchConditions } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Icon } from '../design/Icon.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

/** Searches to come back to: one press runs one, another forgets it. */
export function SavedSearches({ onChoose }: { onChoose(conditions: SearchConditions): void }) {
  const t = useText();
  const client = useClient();
  const { value: saved } = useWatch(client.savedSearches());
  const { run, busy, failure } = useAction();
  if (saved === undefined || saved.length === 0) return null;
  return (
    <div className="find-saved">
      <h2 className="find-saved-title">{t('find.saved')}</h2>
      <ul className="chips">
        {saved.map((search) => (
          <li key={search.name} className="find-saved-one">
            <button type="button" className="chip" onClick={() => onChoose(search.conditions)}><Icon name="search" small /><bdi>{search.name}</bdi></button>
            <button type="button" className="chip chip-end" disabled={busy} aria-label={t('find.forget', { name: search.name })} title={t('find.forget', { name: search.name })} onClick={() => void run(({ remote }) => remote.forgetSearch(search.name))}><Icon name="close" small /></button>
          </li>
        ))}
      </ul>
      <FailureNotice failure={failure} />
    </div>
  );
}

export function SaveSearch({ conditions, suggestion, onClose }: { conditions: SearchConditions; suggestion: string; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [name, setName] = useState(suggestion.slice(0, 80));
  const save = async (): Promise<void> => {
    const search: SavedSearch = { name: name.trim(), conditions };
    if (await run(async ({ remote }) => { await remote.saveSearch(search); return true; })) onClose();
  };
  return (
    <Sheet title={t('find.save')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t('find.name')} value={name} onChange={setName} maxLength={80} isRequired autoFocus hint={t('find.name-hint')} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{t('find.save-do')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
