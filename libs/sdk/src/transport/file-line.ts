/**
 * The bytes of files on their way: pieces of uploads, ranges of downloads. Trust: what comes may be anything of at most the
 * length that was asked for; whoever uses it opens it.
 */
import { Upload, problem, routes, type FileId } from '@comity/contracts';
import { concat } from '@comity/e2ee';
import type { Platform } from '../api.js';
import { offline, refused } from '../failure.js';
import { bodyOf, keepCookie, problemOf, sessionHeader } from './rest.js';

/** `total`: bytes of the whole blob, as the service says; null when it does not. */
export interface RangeAnswer { bytes: Uint8Array; total: number | null }
export interface FileLine {
  /** Resolves when the piece is stored and flushed. */
  append(file: FileId, offset: number, bytes: Uint8Array, signal: AbortSignal): Promise<Upload>;
  /** Bytes `from` to before `to`; fewer when the blob or the connection ends earlier. */
  read(file: FileId, from: number, to: number, signal: AbortSignal): Promise<RangeAnswer>;
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
/** Milliseconds without a byte of an answer. */
const silence = 60_000;
/** The slowest link that is waited for, in bytes a millisecond. */
const slowest = 1;

export class FetchFileLine implements FileLine {
  constructor(private readonly platform: Pick<Platform, 'origin' | 'cookies'>) {}

  async append(file: FileId, offset: number, bytes: Uint8Array, signal: AbortSignal): Promise<Upload> {
    // A checksum of what is sealed already: it protects nothing, and the platform's own runs beside us.
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
    const response = await this.request('PUT', address('appendUpload', { id: file, offset: String(offset) }), {
      headers: { 'content-type': 'application/octet-stream', 'content-digest': `sha-256=:${base64(digest)}:` }, body: bytes as Uint8Array<ArrayBuffer>,
    }, AbortSignal.any([signal, AbortSignal.timeout(silence + bytes.length / slowest)]));
    const parsed = Upload.safeParse(await bodyOf(response));
    if (!parsed.success) throw refused(problem('malformed', { detail: 'the service\'s answer to an append does not follow its contract' }));
    return parsed.data;
  }

  async read(file: FileId, from: number, to: number, signal: AbortSignal): Promise<RangeAnswer> {
    const silent = new AbortController();
    const response = await this.request('GET', address('file', { id: file }), { headers: { range: `bytes=${from}-${to - 1}` } }, AbortSignal.any([signal, silent.signal]), silence);
    const total = /\/(\d{1,15})$/.exec(response.headers.get('content-range') ?? '')?.[1];
    const parts: Uint8Array[] = [];
    let length = 0;
    const reader = response.body?.getReader();
    try {
      for (;;) {
        const watch = setTimeout(() => { silent.abort(); }, silence);
        const next = await reader?.read().finally(() => { clearTimeout(watch); });
        if (next === undefined || next.done) break;
        parts.push(next.value.subarray(0, to - from - length));
        length = Math.min(to - from, length + next.value.length);
        if (length === to - from) break;
      }
    } catch {
      // A connection that broke has brought what it has brought.
      if (signal.aborted) throw offline();
    }
    await reader?.cancel().catch(() => undefined);
    return { bytes: concat(...parts), total: total === undefined ? null : Number(total) };
  }

  private async request(method: string, path: string, init: { headers: Record<string, string>; body?: Uint8Array<ArrayBuffer> }, signal: AbortSignal, patience?: number): Promise<Response> {
    let response: Response;
    const late = new AbortController();
    const timer = patience === undefined ? undefined : setTimeout(() => { late.abort(); }, patience);
    try {
      response = await fetch(new URL(path, this.platform.origin).href, {
        method, ...init, headers: { ...init.headers, ...sessionHeader(this.platform) }, credentials: 'same-origin', redirect: 'error', cache: 'no-store', signal: AbortSignal.any([signal, late.signal]),
      });
    } catch (error) {
      throw offline(error);
    } finally {
      clearTimeout(timer);
    }
    keepCookie(this.platform, response);
    if (response.ok) return response;
    throw refused(await problemOf(response));
  }
}

const address = (route: 'appendUpload' | 'file', parameters: Record<string, string>): string =>
  (routes[route].split(' ')[1] ?? '').replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
