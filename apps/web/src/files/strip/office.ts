/**
 * Office documents without their properties: Office Open XML (ECMA-376) loses all of `docProps`, OpenDocument its `meta.xml`
 * and thumbnail. What stands in the text itself stays: comments, tracked changes, hidden sheets and their authors' names.
 */
import { openArchive, rebuilt, textOf, type Archive, type Entry } from './zip.js';
import { Malformed } from './window.js';

export async function isOffice(blob: Blob): Promise<boolean> {
  return await openArchive(blob).then(({ entries }) => kindOf(entries) !== null, () => false);
}

export async function withoutProperties(blob: Blob): Promise<BlobPart[]> {
  const archive = await openArchive(blob);
  const kind = kindOf(archive.entries);
  if (kind === null) throw new Malformed('no office document');
  const changed = new Map<string, string | null>();
  for (const { name } of archive.entries) if (kind.drops.test(name)) changed.set(name, null);
  for (const [name, mention] of kind.mentions) {
    const text = await textOf(archive, entryOf(archive, name));
    changed.set(name, text.replace(mention, ''));
  }
  return rebuilt(archive, changed);
}

interface Kind { drops: RegExp; mentions: readonly (readonly [name: string, mention: RegExp])[] }
const openXml: Kind = {
  drops: /^docProps\//i,
  mentions: [['[Content_Types].xml', /<Override\b[^>]*\bPartName="\/docProps\/[^"]*"[^>]*?(?:\/>|>\s*<\/Override>)/gi], ['_rels/.rels', /<Relationship\b[^>]*\bTarget="\/?docProps\/[^"]*"[^>]*?(?:\/>|>\s*<\/Relationship>)/gi]],
};
const openDocument: Kind = {
  drops: /^(?:meta\.xml|Thumbnails\/.*)$/,
  mentions: [['META-INF/manifest.xml', /<manifest:file-entry\b[^>]*\bmanifest:full-path="(?:meta\.xml|Thumbnails\/[^"]*)"[^>]*?(?:\/>|>\s*<\/manifest:file-entry>)/g]],
};

function kindOf(entries: readonly Entry[]): Kind | null {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('[Content_Types].xml') && names.has('_rels/.rels')) return openXml;
  return names.has('META-INF/manifest.xml') && names.has('mimetype') && names.has('content.xml') ? openDocument : null;
}

function entryOf({ entries }: Archive, name: string): Entry {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw new Malformed('entry');
  return found;
}
