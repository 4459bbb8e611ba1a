/** What is typed of a row of the set-up, and the row it makes. Pure. */
import type { AuthorityId, DelegateId, InterpreterId, MeetingRoomId, PractitionerId } from '@comity/contracts';
import type { ImportedRow, ImportTable } from '@comity/sdk';

export type Typed = Readonly<Record<string, string>>;
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const newId = <T extends string>(): T => crypto.randomUUID() as string as T;
const whole = (text: string, least: number, most: number): number | null => (/^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most ? Number(text) : null);

interface Form<R> { typed(before: R | null): Record<string, string>; /** Null: something is missing, or is none of what it may be. */ row(typed: Typed, before: R | null): R | null }

export const rosterForms: { [T in ImportTable]: Form<ImportedRow[T]> } = {
  offices: {
    typed: (before) => ({ requests: before?.requests == null ? '' : String(before.requests) }),
    row: ({ requests = '' }, before) => { const own = whole(requests, 0, 500); return before === null || (own === null && requests.trim() !== '') ? null : { ...before, requests: own }; },
  },
  rooms: {
    typed: (before) => ({ name: before?.name ?? '', class: before?.class ?? 'table', seats: String(before?.seats ?? 6), security: String(before?.security ?? 0), equipment: before?.equipment.join(' ') ?? '' }),
    row: ({ name = '', class: kind = '', seats: typed = '', security = '0', equipment = '' }, before) => {
      const words = [...new Set(equipment.split(/[\s,|]+/).filter((each) => each !== ''))], seats = whole(typed, 1, 2_000);
      if (name.trim() === '' || seats === null || words.length > 20 || ![kind, ...words].every((each) => slug.test(each) && each.length <= 40)) return null;
      return { version: 0, id: newId<MeetingRoomId>(), away: [], ...before, name: name.trim(), class: kind, seats, security: Number(security), equipment: words };
    },
  },
  interpreters: {
    typed: (before) => ({ name: before?.name ?? '', from: before?.pair[0] ?? 'en', to: before?.pair[1] ?? 'fr' }),
    row: ({ name = '', from = '', to = '' }, before) => {
      const pair = [from.trim().toLowerCase(), to.trim().toLowerCase()].sort() as [string, string];
      return name.trim() === '' || pair[0] === pair[1] || !pair.every((code) => /^[a-z]{2,3}$/.test(code)) ? null : { version: 0, id: newId<InterpreterId>(), away: [], ...before, name: name.trim(), pair };
    },
  },
  delegates: {
    typed: (before) => ({ name: before?.name ?? '', authority: before?.authority ?? '', practitioner: before?.practitioner ?? '' }),
    row: ({ name = '', authority = '', practitioner = '' }, before) => (name.trim() === '' || authority === '' ? null
      : { version: 0, id: newId<DelegateId>(), away: [], remote: null, ...before, authority: authority as AuthorityId, name: name.trim(), practitioner: practitioner === '' ? null : practitioner as PractitionerId }),
  },
};
