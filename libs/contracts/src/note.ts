/**
 * Notes of a case file, which several people edit together. `bytes`: of an update or a snapshot, and of all that stands in a note as a client makes it. `letters`: that were
 * ever put into a note, whatever became of them. `notes`: of one case file, as a client makes them; `taken`: that a client takes of one person. `writings`: of one device, in one note.
 * `every`: milliseconds between two updates of somebody who types; `waiting`: without a connection. `summed`: items after which a snapshot follows.
 */
export const noteLimits = { bytes: 45_000, letters: 500_000, notes: 500, taken: 1_000, writings: 10_000, every: 2_000, waiting: 15_000, summed: 200, title: 200, link: 2_000 } as const;

/** What stands in what, by the name of its element; null: at the top. What is not named here is in no note. */
export const noteElements: Readonly<Record<string, readonly (string | null)[]>> = {
  paragraph: [null, 'blockquote', 'list_item'], heading: [null], blockquote: [null], bullet_list: [null], ordered_list: [null], list_item: ['bullet_list', 'ordered_list'],
};
/** In which elements words stand. */
export const noteWords: readonly string[] = ['paragraph', 'heading'];
export const noteMarks: readonly string[] = ['strong', 'em', 'link'];
/** The name under which a document holds its note. */
export const noteRoot = 'note';
