/**
 * Blobs in an S3-compatible store: an upload is a multipart upload, each append one of its parts, streamed through with
 * the SHA-256 that the client announced, so that the store itself refuses other bytes. A part counts once the database
 * has its tag; parts of lost races are named by nobody and vanish when the upload is completed.
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fileWire, type FileId } from '@comity/contracts';
import { BlobStore, StoreOutage, WrongBytes, type Piece, type Receiving } from './blob-store.js';
import { S3Client, S3Refusal } from './s3-client.js';

/** Parts but the last have at least 5 MiB. */
const chunksOfPart = 5;

export class S3Store extends BlobStore {
  readonly least = chunksOfPart * fileWire.chunk;

  constructor(private readonly client: S3Client) { super(); }

  async prepare(): Promise<void> {
    // Whether the bucket is there and the key counts shows now, not with the first upload.
    await this.client.text({ method: 'GET', key: '', query: { 'list-type': '2', 'max-keys': '1' } }, [200]);
  }

  async begin(id: FileId): Promise<string> {
    const { text } = await this.client.text({ method: 'POST', key: id, query: { uploads: '' }, headers: { 'content-type': 'application/octet-stream' } }, [200]);
    const handle = /<UploadId>([^<]{1,1000})<\/UploadId>/.exec(text)?.[1];
    if (handle === undefined) throw new StoreOutage('The object store names no upload');
    return unescaped(handle);
  }

  async receive({ id, handle }: Receiving, part: number, body: AsyncIterable<Buffer>, length: number, sha256: Buffer): Promise<Piece> {
    try {
      const { headers } = await this.client.text({
        method: 'PUT', key: id, query: { partNumber: String(part), uploadId: handle }, headers: { 'content-length': String(length) }, sha256: sha256.toString('hex'), body: checked(body, length, sha256),
      }, [200]);
      if (typeof headers.etag !== 'string') throw new StoreOutage('The object store gives no tag');
      return { part, length, tag: headers.etag, place: '' };
    } catch (error) {
      throw error instanceof S3Refusal && /SHA256Mismatch|BadDigest/i.test(error.code) ? new WrongBytes('digest') : error;
    }
  }

  async join(): Promise<void> { /* the part lies in the store already, and counts with its tag in the database */ }
  async discard(): Promise<void> { /* a part nobody names vanishes with the completion of the upload */ }

  async finish({ id, handle }: Receiving, parts: readonly { part: number; tag: string }[], size: number): Promise<void> {
    const list = parts.map(({ part, tag }) => `<Part><PartNumber>${part}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`).join('');
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list}</CompleteMultipartUpload>`;
    try {
      await this.client.text({
        method: 'POST', key: id, query: { uploadId: handle }, headers: { 'content-type': 'application/xml', 'content-length': String(Buffer.byteLength(body)) }, sha256: createHash('sha256').update(body).digest('hex'), body,
      }, [200]);
    } catch (error) {
      // Completed before, when nobody heard of it.
      if (!(error instanceof S3Refusal) || error.code !== 'NoSuchUpload' || !(await this.holds(id, size))) throw error;
    }
  }

  async read(id: FileId, from: number, to: number, signal: AbortSignal): Promise<Readable> {
    const { status, body } = await this.client.call({ method: 'GET', key: id, headers: { range: `bytes=${from}-${to}` }, signal });
    if (status === 206 || status === 200) return body;
    body.destroy();
    throw new StoreOutage(`The object store answers ${status} to a read`);
  }

  async remove({ id, handle }: Receiving): Promise<void> {
    await this.client.text({ method: 'DELETE', key: id, query: { uploadId: handle } }, [200, 204, 404]);
    await this.client.text({ method: 'DELETE', key: id }, [200, 204, 404]);
  }

  async tidy(): Promise<void> { /* the store drops parts with their upload */ }

  private async holds(id: FileId, size: number): Promise<boolean> {
    const { status, headers, body } = await this.client.call({ method: 'HEAD', key: id });
    body.resume();
    return status === 200 && headers['content-length'] === String(size);
  }
}

/** The last bytes are held back until all are known to be right: a store that checks no digest must not take them for a part. */
async function* checked(body: AsyncIterable<Buffer>, length: number, sha256: Buffer): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let seen = 0;
  let held: Buffer | undefined;
  for await (const bytes of body) {
    seen += bytes.length;
    if (seen > length) throw new WrongBytes('length');
    hash.update(bytes);
    if (held !== undefined) yield held;
    held = bytes;
  }
  if (seen !== length) throw new WrongBytes('length');
  if (!hash.digest().equals(sha256)) throw new WrongBytes('digest');
  if (held !== undefined) yield held;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
