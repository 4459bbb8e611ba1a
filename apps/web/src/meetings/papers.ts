/** Agenda and minutes of a meeting: notes of its case file, known by their titles, which whoever began one gave it in the language of their own screen. */
import type { NoteSummary } from '@comity/sdk';

export const papers = ['agenda', 'minutes'] as const;
export type Paper = (typeof papers)[number];

/** As the catalogue has them in each language, of which a screen loads its own alone. */
export const paperTitles = { en: { agenda: 'Agenda', minutes: 'Minutes' }, ar: { agenda: 'جدول الأعمال', minutes: 'المحضر' } } as const satisfies Record<string, Record<Paper, string>>;

/** Null: another note. */
export const paperOf = ({ title }: Pick<NoteSummary, 'title'>): Paper | null => papers.find((paper) => Object.values(paperTitles).some((titles) => titles[paper] === title)) ?? null;

/** What nobody began yet, or was struck out since. */
export const papersToBegin = (notes: readonly Pick<NoteSummary, 'title' | 'struck'>[]): Paper[] => papers.filter((paper) => !notes.some((note) => !note.struck && paperOf(note) === paper));
