/** A file chosen anew for an upload that lost it: as it is, or without its details, whichever has the size that was begun. */
import { strippable, stripped } from './strip/strip.js';

export async function sameAs(file: File, size: number): Promise<File | null> {
  if (file.size === size) return file;
  if ((await strippable(file).catch(() => null)) === null) return null;
  const clean = await stripped(file).catch(() => null);
  return clean?.size === size ? clean : null;
}
