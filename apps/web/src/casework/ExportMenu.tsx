import { useAuthority, usePerson } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import type { Row } from './listing.js';
import { SheetMenu } from './SheetMenu.js';
import { stamp } from './stamp.js';
import { useLawWords } from './words.js';

/** What the filters show, in their order, as a file for spreadsheets. */
export function ExportMenu({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  const table = useTable();
  return <SheetMenu name="requests" title={t('request.title')} count={rows.length} table={() => table(rows)} />;
}

/** Headings and rows. Times are those of the reader’s own zone, which the headings name. */
function useTable(): (rows: readonly Row[]) => string[][] {
  const t = useText();
  const words = useLawWords();
  const authority = useAuthority();
  const state = useStateName();
  const person = usePerson();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timed = (column: string): string => t('request.column-in-zone', { column, zone });
  const yes = (is: boolean): string => (is ? t('request.yes') : t('request.no'));
  return (rows) => [
    [
      t('request.column-title'), t('request.reference-ours'), t('request.reference-theirs'), t('request.column-kind'), t('request.column-side'), t('request.column-other'), t('request.column-state'), t('request.column-stage'), t('request.column-waiting'), t('request.column-officer'), t('request.urgent'), t('request.column-tracked'),
      timed(t('request.column-transmitted')), timed(t('request.column-last')), timed(t('request.column-due')), t('request.column-clock'), t('request.column-article'), t('request.overdue-only'),
    ],
    ...rows.map(({ matter, other, kind, stage, next, overdue }) => {
      const known = authority(other);
      return [
        matter.title, matter.references.ours ?? '', matter.references.theirs ?? '', kind, matter.side === null ? '' : words.actor(matter.side), known?.name ?? t('request.authority-unknown'), known ? state(known.state) : '', stage, t(`request.who-${matter.waitingFor}`), matter.officer === null ? '' : person(matter.officer)?.name ?? t('person.unknown'), yes(matter.urgent), String(matter.measures),
        matter.transmittedAt === null ? '' : stamp(matter.transmittedAt), stamp(matter.lastStepAt), next ? stamp(next.at) : '', next ? words.clock(next.id) : '', next?.article ?? '', yes(overdue),
      ];
    }),
  ];
}
