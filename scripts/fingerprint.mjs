// Tells whether files changed since something was made from them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

/** SHA-256 over names and contents of files and of everything below folders; paths are relative to the repository. */
export function fingerprint(paths, leaveOut = () => false) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesIn).sort()) {
    if (leaveOut(file)) continue;
    hash.update(file).update('\0').update(readFileSync(path.join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(name) {
  const whole = path.join(root, name);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [name];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

/** Whether the stamp file says that this very state was processed. */
export function isStamped(stamp, state) {
  const file = path.join(root, stamp);
  return existsSync(file) && readFileSync(file, 'utf8') === state;
}

export function putStamp(stamp, state) {
  const file = path.join(root, stamp);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, state);
}
