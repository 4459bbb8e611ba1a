/** Evidence bundles: made by who is inside, checked by anybody, without the service. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { evidenceLimits } from '@comity/contracts';
import { verifyEvidence, type EvidenceContents, type EvidenceResult } from '@comity/sdk';
import { findSpace, ready, type Desk } from '../desk.js';
import { enclosedAs, faultInWords, filesInWords, reportInWords, type BesideFile } from '../evidence-words.js';
import type { Output } from '../output.js';
import { Misuse, type Settings } from '../settings.js';

export async function exportEvidence(desk: Desk): Promise<void> {
  await ready(desk);
  const { client, output, settings: { rest: [wanted, path], options: { words = 'none' } } } = desk;
  if (path === undefined) throw new Misuse('Name the space, and the file to write.');
  if (!isContents(words)) throw new Misuse('--words must be none, case or all');
  const space = await findSpace(desk, wanted);
  const bundle = await client.bundle(space.id, words);
  // Nothing that is there is written over, and nobody else on this machine reads it.
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => { throw new Misuse(error.code === 'EEXIST' ? `There is a file ${path} already.` : `${path} cannot be written.`); });
  try {
    await file.writeFile(bundle);
    await file.sync();
  } finally {
    await file.close();
  }
  output.show({ space: space.id, file: path, bytes: bundle.length, words }, [`${path}: ${bundle.length} bytes, ${saying[words]}`, 'Check it with: comity verify FILE --root ROOT']);
}

/** Answers whether the bundle holds, and each file beside it is one that it shows. */
export async function verify({ rest: [path, ...others], options: { root } }: Pick<Settings, 'rest' | 'options'>, output: Output): Promise<boolean> {
  if (path === undefined) throw new Misuse('Name the file to check.');
  const bytes = await contentOf(path);
  const result: EvidenceResult = bytes === undefined ? { ok: false, fault: { part: 'file', at: null, rule: 'too-large' } } : await verifyEvidence(bytes, root === undefined ? {} : { root: rootOf(root) });
  if (!result.ok) {
    output.show(result, faultInWords(result.fault));
    return false;
  }
  const files: BesideFile[] = [];
  for (const file of others) {
    const sha256 = await hashOf(file);
    files.push({ file, sha256, is: enclosedAs(result.report, sha256) });
  }
  output.show({ ...result, ...(files.length > 0 && { files }) }, [...reportInWords(result.report), ...filesInWords(files, result.report)]);
  return files.every(({ is }) => is !== null);
}

/** As the command line shows it, or as screens show the network's pin, in groups of hexadecimal digits. */
function rootOf(given: string): string {
  const digits = given.replaceAll(/\s/g, '');
  return /^[0-9a-f]{64}$/i.test(digits) ? Buffer.from(digits, 'hex').toString('base64url') : given;
}

const saying: Record<EvidenceContents, string> = { none: 'without words', case: 'with what the request or the register consists of', all: 'with words' };
const isContents = (value: string): value is EvidenceContents => Object.hasOwn(saying, value);

/** In hexadecimal; never held whole. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash).catch(() => { throw new Misuse(`There is no file ${path} that can be read.`); });
  return hash.digest('hex');
}

/** Undefined for more than a bundle holds: that is not read. */
async function contentOf(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new Misuse(`There is no file ${path}.`);
  return found.size > evidenceLimits.bytes ? undefined : new Uint8Array(await readFile(path));
}
