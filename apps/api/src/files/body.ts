/**
 * The body of an append: streamed, never compressed, of a stated length and digest. Whoever sends nothing for a minute, or
 * next to nothing for longer, is cut off: a slow link may take its time, a slow attacker may not keep files open for ever.
 */
import type { Request } from 'express';
import { ContentDigest } from '@comity/contracts';
import { parseContract } from '../http/contract.pipe.js';
import { invalid, Refusal } from '../http/refusal.js';
import { largestAppend } from './size.js';

export interface AppendBody {
  length: number; sha256: Buffer; bytes: AsyncIterable<Buffer>;
  /** Reads what is left of a refused body, so that the answer finds its way: who sends while nobody reads is cut off before it. */
  drain: () => Promise<void>;
}

const silence = 60_000;
/** Bytes a second, on average, once a minute has passed. */
const slowest = 1_024;

/** The address of an append, by which the JSON parser leaves its body alone. */
export const isAppend = ({ method, path }: Pick<Request, 'method' | 'path'>): boolean => method === 'PUT' && /^\/api\/files\/[^/]+\/upload\/[^/]+\/?$/.test(path);

export function appendBody(request: Request): AppendBody {
  const { headers } = request;
  if (headers['content-type'] !== 'application/octet-stream') throw invalid('/content-type', 'must be application/octet-stream');
  if (headers['content-encoding'] !== undefined) throw invalid('/content-encoding', 'must not be compressed');
  if (headers['content-length'] === undefined) throw new Refusal('too-large', { detail: 'The length of an append must be announced.' });
  const length = Number(headers['content-length']);
  if (!Number.isSafeInteger(length) || length < 1) throw invalid('/content-length', 'must be a number of bytes above 0');
  if (length > largestAppend) throw new Refusal('too-large', { detail: `An append has at most ${largestAppend} bytes.` });
  const digest = parseContract(ContentDigest, headers['content-digest']);
  return { length, sha256: Buffer.from(digest.slice(9, -1), 'base64'), bytes: patiently(request), drain: () => drained(request) };
}

/** A body that ends before its length, or too late, is a Refusal: whoever sent it is gone, or made to go. */
async function* patiently(request: Request): AsyncGenerator<Buffer> {
  const began = performance.now();
  let seen = 0, heard = began;
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - heard > silence || (now - began > silence && seen / ((now - began) / 1_000) < slowest)) request.destroy();
  }, 5_000);
  try {
    // The answer to a refusal travels on the same connection, so that ending early must not end it.
    for await (const bytes of request.iterator({ destroyOnReturn: false })) {
      heard = performance.now();
      seen += (bytes as Buffer).length;
      yield bytes as Buffer;
    }
  } catch {
    throw new Refusal('invalid-input', { detail: 'The request was cut short.' });
  } finally {
    clearInterval(watch);
  }
}

async function drained(request: Request): Promise<void> {
  try {
    for await (const _ of patiently(request)) if (request.destroyed) return;
  } catch {
    // Whoever sent it is gone.
  }
}
