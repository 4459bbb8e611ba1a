/** Uploads and downloads as raw requests, so that a test can send what no client would. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { fileWire, type FileId, type ItemId, type Problem, type SpaceId, type Upload } from '@comity/contracts';

export interface Sender { cookie: string }
export interface Reply { status: number; headers: Headers; body: Buffer }

export const code = (reply: Reply): string => (JSON.parse(reply.body.toString('utf8')) as Problem).code;
export const json = <T>(reply: Reply): T => JSON.parse(reply.body.toString('utf8')) as T;
export const digestOf = (bytes: Uint8Array): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

export class FileWire {
  constructor(readonly url: string, readonly sender: Sender) {}

  async call(method: string, path: string, { body, headers = {} }: { body?: object | Uint8Array | undefined; headers?: Record<string, string> } = {}): Promise<Reply> {
    const bytes = body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method, headers: { cookie: this.sender.cookie, ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: bytes ? body as Uint8Array<ArrayBuffer> : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
  }

  create(space: SpaceId, size: number, id = randomUUID() as FileId): Promise<Reply> { return this.call('POST', '/api/files', { body: { id, space, size } }); }
  state(id: string): Promise<Reply> { return this.call('GET', `/api/files/${id}/upload`); }
  append(id: string, offset: number | string, bytes: Uint8Array, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call('PUT', `/api/files/${id}/upload/${offset}`, { body: bytes, headers: { 'content-digest': digestOf(bytes), ...headers } });
  }
  cancel(id: string): Promise<Reply> { return this.call('DELETE', `/api/files/${id}/upload`); }
  place(id: string, item: string, space: string): Promise<Reply> { return this.call('PUT', `/api/files/${id}/places/${item}`, { body: { space } }); }
  remove(id: string, item: string): Promise<Reply> { return this.call('DELETE', `/api/files/${id}/places/${item}`); }
  read(id: string, range?: string): Promise<Reply> { return this.call('GET', `/api/files/${id}`, { headers: range === undefined ? {} : { range } }); }

  /** A whole upload in appends of `step` bytes. */
  async upload(space: SpaceId, bytes: Uint8Array, step = fileWire.chunk * fileWire.chunksPerAppend): Promise<FileId> {
    const id = randomUUID() as FileId;
    const made = await this.create(space, bytes.length, id);
    if (made.status !== 201) throw new Error(`not created: ${made.body.toString()}`);
    for (let at = 0; at < bytes.length; at += step) {
      const answer = await this.append(id, at, bytes.subarray(at, at + step));
      if (answer.status !== 200) throw new Error(`not appended: ${answer.body.toString()}`);
      const { offset } = json<Upload>(answer);
      if (offset !== Math.min(bytes.length, at + step)) throw new Error(`at ${offset}`);
    }
    return id;
  }

  /** Begins an append that announces `length` and sends `bytes` of it; `end` how it goes on. */
  begin(id: FileId, offset: number, length: number | 'chunked', bytes: Uint8Array, digest = digestOf(bytes)): { answer: Promise<{ status: number; code: string }>; write: (more: Uint8Array) => Promise<void>; end: () => void; drop: () => void } {
    const target = new URL(`/api/files/${id}/upload/${offset}`, this.url);
    const request = httpRequest(target, {
      method: 'PUT', headers: { cookie: this.sender.cookie, 'content-type': 'application/octet-stream', 'content-digest': digest, ...(length === 'chunked' ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(length) }) },
    });
    const answer = new Promise<{ status: number; code: string }>((resolve, reject) => {
      request.once('error', reject);
      request.once('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const said = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as { code?: string };
          resolve({ status: response.statusCode ?? 0, code: said.code ?? '' });
        });
      });
    });
    answer.catch(() => undefined);
    request.write(bytes);
    return {
      answer, end: () => { request.end(); }, drop: () => { request.destroy(); },
      write: (more) => new Promise((resolve) => { if (request.write(more)) resolve(); else request.once('drain', resolve); }),
    };
  }
}

export const someBytes = (length: number): Buffer => randomBytes(length);
export const anId = <T extends FileId | ItemId | SpaceId>(): T => randomUUID() as string as T;
