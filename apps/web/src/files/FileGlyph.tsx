/** A sheet with the ending of a file's name on it. */
export function FileGlyph({ name }: { name: string }) {
  const ending = /\.([A-Za-z0-9]{1,4})$/.exec(name)?.[1] ?? '';
  return <span className="file-glyph" aria-hidden="true" dir="ltr">{ending.toUpperCase()}</span>;
}
