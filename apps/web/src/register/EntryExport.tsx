import type { SpaceId } from '@comity/contracts';
import type { EntrySummary } from '@comity/sdk';
import { SheetMenu } from '../casework/SheetMenu.js';
import { stamp } from '../casework/stamp.js';
import { useClient, usePerson } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { columnsOf } from './columns.js';
import { dateOf } from './listing.js';
import { useValueWords } from './words.js';

/** Entries as a file for spreadsheets, with what stands in their fields. `space`: whose register lists them. */
export function EntryExport({ space, entries }: { space: SpaceId; entries: readonly EntrySummary[] }) {
  const t = useText();
  const table = useTable();
  const { remote } = useClient();
  // Each space has a log of its own.
  const tell = (): void => { for (const [of, some] of Map.groupBy(entries, (entry) => entry.space)) void remote.tellAccess(of, 'export', some.map(({ id }) => ({ entry: id }))).catch(() => undefined); };
  const read = async (): Promise<string[][]> => {
    const whole = new Map((await remote.entries(space, { whole: true })).map((entry) => [entry.id, entry]));
    return table(entries.map((entry) => whole.get(entry.id) ?? entry));
  };
  return <SheetMenu name="register" title={t('register.title')} count={entries.length} table={read} onSaved={tell} />;
}

/** Headings and rows. Times are those of the reader’s own zone, which the heading names. */
function useTable(): (entries: readonly EntrySummary[]) => string[][] {
  const t = useText();
  const person = usePerson();
  const words = useValueWords();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const name = (id: Parameters<typeof person>[0]): string => person(id)?.name ?? t('person.unknown');
  const state = ({ struck, task }: EntrySummary): string => (struck ? t('register.struck') : task ? t(task.done ? 'register.task-done' : 'register.task-open') : '');
  return (entries) => {
    const headings = [t('register.filter-kind'), t('register.field-title'), t('register.column-date'), t('handling.label'), t('talk-marks.source'), t('register.column-state'), t('register.field-owner'), t('register.links'), t('register.fingerprint'), t('request.column-in-zone', { column: t('register.column-changed'), zone }), t('register.column-by')];
    const columns = columnsOf(t, headings, entries, words);
    return [
      [...headings, ...columns.map((column) => column.name)],
      ...entries.map((entry) => {
        const { kind, title, handling, evaluation, owner, linked, sha256, changed } = entry;
        return [t(`register.kind-${kind}`), title, dateOf(entry) ?? '', handling === 'none' ? '' : handling, evaluation ? `${evaluation.source}${evaluation.information}` : '', state(entry), owner === null ? '' : name(owner), String(linked), sha256 ?? '', stamp(changed.at), name(changed.by), ...columns.map(({ cell }) => cell(entry))];
      }),
    ];
  };
}
