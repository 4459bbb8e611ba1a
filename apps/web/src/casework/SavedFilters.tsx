import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { MatterConditions } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Icon } from '../design/Icon.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { isNarrow } from './listing.js';
import { toCount, type Listing } from './listing-hooks.js';

/** In whatever order its conditions were set. */
const likeness = ({ text, kind, state, waitingFor, authority, officer, overdue, urgent }: MatterConditions): string => JSON.stringify([text.trim(), kind, state, waitingFor, authority, officer, overdue, urgent]);

/** Filters to come back to: one press sets one, another forgets it. */
export function SavedFilters({ listing: { conditions, change } }: { listing: Listing }) {
  const t = useText();
  const { value: saved = [] } = useWatch(useClient().savedFilters());
  const { run, busy, failure } = useAction();
  const [saving, setSaving] = useState(false);
  const present = likeness(conditions);
  const isNew = isNarrow(conditions) && !saved.some((filter) => likeness(filter.conditions) === present);
  // The sheet gives the focus back to the button that opened it, which goes with what it was for.
  const kept = (): void => {
    setSaving(false);
    requestAnimationFrame(() => requestAnimationFrame(toCount));
  };
  if (saved.length === 0 && !isNew) return null;
  return (
    <div className="listing-saved">
      {saved.length > 0 && (
        <ul className="chips" aria-label={t('request.filters-saved')}>
          {saved.map((filter) => (
            <li key={filter.name} className="saved-filter">
              <button type="button" className="chip" aria-pressed={likeness(filter.conditions) === present} onClick={() => change({ conditions: filter.conditions })}><Icon name="pin" small /><bdi>{filter.name}</bdi></button>
              <button type="button" className="chip" disabled={busy} aria-label={t('request.filter-forget', { name: filter.name })} title={t('request.filter-forget', { name: filter.name })} onClick={() => { toCount(); void run(({ remote }) => remote.forgetFilter(filter.name)); }}><Icon name="close" small /></button>
            </li>
          ))}
        </ul>
      )}
      {isNew && <Button look="quiet" icon="plus" onPress={() => setSaving(true)}>{t('request.filter-save')}</Button>}
      <FailureNotice failure={failure} />
      {saving && <SaveFilter conditions={conditions} onSaved={kept} onClose={() => setSaving(false)} />}
    </div>
  );
}

function SaveFilter({ conditions, onSaved, onClose }: { conditions: MatterConditions; onSaved(): void; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [name, setName] = useState(conditions.text.trim().slice(0, 80));
  const save = async (): Promise<void> => {
    if (await run(async ({ remote }) => { await remote.saveFilter({ name: name.trim(), conditions }); return true; })) onSaved();
  };
  return (
    <Sheet title={t('request.filter-save')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t('request.filter-name')} value={name} onChange={setName} maxLength={80} isRequired autoFocus hint={t('request.filter-name-hint')} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{t('request.filter-save-do')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
