/** What a session, and one call, hold at most. */
export const meetingLimits = {
  sessions: 500, days: 60, /** Talks that an office began and that are not over. */ talksPerOffice: 100, /** How far ahead their last slot begins at most. */ talksAheadDays: 366, slotsPerDay: 31, offices: 500, rooms: 500, interpreters: 300, delegates: 4_000, requests: 5_000, parties: 8, delegatesPerParty: 20, spans: 60,
  /** Of one office, which uses up nothing that all share; requests that it asked for, of any state. */
  delegatesPerOffice: 200, requestsPerOffice: 500,
  /** Minutes of notice, where a session says nothing else. */
  notice: 15,
  /** Of one request; another one may still end it. */
  acts: 100,
  /** Rows or edits of one call. */
  rows: 500, cases: 500, planSeconds: 60,
  /** Bytes of a file that is imported, and its lines. */
  csvBytes: 1_000_000, csvLines: 5_000,
} as const;
/** Until when words of what became of a meeting are taken: so many days after the last slot of the session, whether it is closed or not. And how many of one party, of one request. */
export const outcomeLimits = { days: 60, words: 20 } as const;
