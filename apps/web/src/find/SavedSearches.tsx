import type { SearchConditions } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
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
