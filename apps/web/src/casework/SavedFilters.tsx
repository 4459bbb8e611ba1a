import { useState } from 'react';
import type { MatterConditions } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { NameSheet } from '../shell/NameSheet.js';
import { isNarrow } from './listing.js';
import { toCount, type Listing } from './listing-hooks.js';

/** In whatever order its conditions were set. */
const likeness = ({ text, kind, state, waitingFor, authority, officer, overdue, urgent, custody }: MatterConditions): string => JSON.stringify([text.trim(), kind, state, waitingFor, authority, officer, overdue, urgent, custody]);

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
      {saving && <NameSheet title={t('request.filter-save')} label={t('request.filter-name')} hint={t('request.filter-name-hint')} action={t('request.filter-save-do')} suggestion={conditions.text} save={(remote, name) => remote.saveFilter({ name, conditions })} onSaved={kept} onClose={() => setSaving(false)} />}
    </div>
  );
}
