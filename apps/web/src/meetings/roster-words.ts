/** Rows of a session's set-up, and what changes in them, as people say it. */
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { ImportedRow, ImportTable } from '@comity/sdk';
import { useAuthority, usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import type { RosterChange } from './roster-diff.js';

export interface RosterWords {
  office(id: AuthorityId): string;
  label(table: ImportTable, row: ImportedRow[ImportTable]): string;
  detail(table: ImportTable, row: ImportedRow[ImportTable]): string;
  change(change: RosterChange): string;
}

export function useRosterWords(): RosterWords {
  const t = useText();
  const state = useStateName();
  const authority = useAuthority();
  const person = usePerson();
  const format = useFormat();
  const office = (of: AuthorityId): string => { const found = authority(of); return found ? `${state(found.state)} · ${isolated(found.name)}` : t('hall.office-unknown'); };
  return {
    office,
    label: (table, row) => (table === 'offices' ? office((row as ImportedRow['offices']).authority) : isolated((row as ImportedRow['rooms']).name)),
    detail: (table, row) => {
      switch (table) {
        case 'offices': { const { requests } = row as ImportedRow['offices']; return requests === null ? '' : t('hall.own-limit', { count: requests }); }
        case 'rooms': { const room = row as ImportedRow['rooms']; return [room.class, t('hall.seats', { count: room.seats }), t('hall.security', { level: format.number(room.security) }), ...room.equipment].map(isolated).join(' · '); }
        case 'interpreters': return isolated((row as ImportedRow['interpreters']).pair.join(' – '));
        case 'delegates': return office((row as ImportedRow['delegates']).authority);
      }
    },
    change: ({ field, before, after }) => {
      if (field === 'away' || field === 'remote') return t('hall.away');
      const said = (value: string | number | null): string => (value === null || value === '' ? '–' : field === 'practitioner' ? isolated(person(value as PractitionerId)?.name ?? t('person.unknown')) : typeof value === 'number' ? format.number(value) : isolated(value));
      return t('hall.row-change', { field: t(`hall.row-${field}`), before: said(before), after: said(after) });
    },
  };
}
