import type { SpaceId } from '@comity/contracts';
import type { EntrySummary } from '@comity/sdk';
import { SheetMenu } from '../casework/SheetMenu.js';
import { useClient, usePerson } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { sheetOf } from './columns.js';
import { useValueWords } from './words.js';

/** Entries as a file for spreadsheets, with what stands in their fields and the codes that it bears. `space`: whose register lists them. */
export function EntryExport({ space, entries }: { space: SpaceId; entries: readonly EntrySummary[] }) {
  const t = useText();
  const table = useTable();
  const { remote } = useClient();
  // Each space has a log of its own.
  const tell = (): void => { for (const [of, some] of Map.groupBy(entries, (entry) => entry.space)) void remote.tellAccess(of, 'export', some.map(({ id }) => ({ entry: id }))).catch(() => undefined); };
  const read = async (): Promise<string[][]> => {
    const whole = new Map((await remote.entries(space, { whole: true, ids: entries.map(({ id }) => id) })).map((entry) => [entry.id, entry]));
    return table(entries.map((entry) => whole.get(entry.id) ?? entry));
  };
  return <SheetMenu name="register" title={t('register.title')} count={entries.length} table={read} onSaved={tell} />;
}

/** Times are those of the reader’s own zone. */
function useTable(): (entries: readonly EntrySummary[]) => string[][] {
  const t = useText();
  const person = usePerson();
  const words = useValueWords();
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions();
  return (entries) => sheetOf(t, entries, { words, zone, name: (id) => person(id)?.name ?? t('person.unknown') });
}
