/**
 * A small object store that speaks S3 as far as this product does: signed requests (AWS Signature Version 4, verified here
 * by its description), multipart uploads, ranges, deletion. It checks what a real one checks: signature, age of the
 * request, SHA-256 of each body, least size of parts, tags at completion.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Part { bytes: Buffer; tag: string }
interface Upload { key: string; parts: Map<number, Part> }
const leastPart = 5_242_880;

export class FakeS3 {
  readonly credentials = { accessKeyId: `key${randomBytes(6).toString('hex')}`, secretAccessKey: randomBytes(24).toString('base64') };
  readonly bucket = 'comity-test';
  readonly objects = new Map<string, Buffer>();
  readonly uploads = new Map<string, Upload>();
  /** Every request that was refused for its signature. */
  unsigned = 0;
  /** Asked before each request that is signed; an answer is sent in place of the store's. */
  trouble: (method: string, path: string) => { status: number; code: string } | 'cut' | undefined = () => undefined;
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch(() => { response.destroy(); });
  });
  private constructor() { /* see start */ }

  static async start(): Promise<FakeS3> {
    const store = new FakeS3();
    await new Promise<void>((resolve) => { store.server.listen(0, '127.0.0.1', resolve); });
    return store;
  }

  get url(): string { return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; }
  get settings(): Record<string, string> {
    return { FILES_STORE: 's3', S3_ENDPOINT: this.url, S3_BUCKET: this.bucket, S3_REGION: 'eu-test-1', S3_ACCESS_KEY_ID: this.credentials.accessKeyId, S3_SECRET_ACCESS_KEY: this.credentials.secretAccessKey };
  }
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (!this.signed(request, url)) {
      this.unsigned += 1;
      return refuse(response, 403, 'SignatureDoesNotMatch');
    }
    const trouble = this.trouble(request.method ?? '', url.pathname);
    if (trouble === 'cut') {
      request.socket.destroy();
      return;
    }
    if (trouble !== undefined) return refuse(response, trouble.status, trouble.code);
    const body = await read(request);
    if (createHash('sha256').update(body).digest('hex') !== request.headers['x-amz-content-sha256']) return refuse(response, 400, 'XAmzContentSHA256Mismatch');
    const [, bucket, key = ''] = url.pathname.split('/');
    if (bucket !== this.bucket) return refuse(response, 404, 'NoSuchBucket');
    const query = url.searchParams, upload = this.uploads.get(query.get('uploadId') ?? '');
    switch (request.method) {
      case 'POST': return query.has('uploads') ? this.begin(key, response) : this.complete(upload, query.get('uploadId') ?? '', body.toString(), response);
      case 'PUT': return this.part(upload, key, Number(query.get('partNumber')), body, response);
      case 'DELETE': return this.remove(key, query.get('uploadId'), response);
      default: return key === '' ? void response.end('<ListBucketResult></ListBucketResult>') : this.get(key, request, response);
    }
  }

  private begin(key: string, response: ServerResponse): void {
    const id = `${randomBytes(12).toString('base64url')}&<"`;
    this.uploads.set(id, { key, parts: new Map() });
    response.end(`<?xml version="1.0"?><InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id.replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;')}</UploadId></InitiateMultipartUploadResult>`);
  }

  private part(upload: Upload | undefined, key: string, number: number, bytes: Buffer, response: ServerResponse): void {
    if (upload?.key !== key) return refuse(response, 404, 'NoSuchUpload');
    const tag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    upload.parts.set(number, { bytes, tag });
    response.setHeader('ETag', tag).end();
  }

  private complete(upload: Upload | undefined, id: string, body: string, response: ServerResponse): void {
    if (upload === undefined) return refuse(response, 404, 'NoSuchUpload');
    const named = [...body.matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag>/g)].map((match) => [Number(match[1]), (match[2] ?? '').replaceAll('&quot;', '"')] as const);
    const parts = named.map(([number]) => upload.parts.get(number));
    if (named.length === 0 || named.some(([, tag], i) => parts[i]?.tag !== tag)) return refuse(response, 400, 'InvalidPart');
    if (named.some(([number], i) => i > 0 && number <= (named[i - 1]?.[0] ?? 0))) return refuse(response, 400, 'InvalidPartOrder');
    if (parts.slice(0, -1).some((part) => (part?.bytes.length ?? 0) < leastPart)) return refuse(response, 400, 'EntityTooSmall');
    this.objects.set(upload.key, Buffer.concat(parts.map((part) => part?.bytes ?? Buffer.alloc(0))));
    this.uploads.delete(id);
    response.end('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
  }

  private remove(key: string, upload: string | null, response: ServerResponse): void {
    if (upload !== null && !this.uploads.delete(upload)) return refuse(response, 404, 'NoSuchUpload');
    if (upload === null) this.objects.delete(key);
    response.writeHead(204).end();
  }

  private get(key: string, request: IncomingMessage, response: ServerResponse): void {
    const object = this.objects.get(key);
    if (object === undefined) return refuse(response, 404, 'NoSuchKey');
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const bytes = range === null ? object : object.subarray(Number(range[1]), Number(range[2]) + 1);
    response.writeHead(range === null ? 200 : 206, { 'content-length': String(request.method === 'HEAD' ? object.length : bytes.length) });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }

  /** Signature Version 4, from its description: canonical request, string to sign, four keys. */
  private signed(request: IncomingMessage, url: URL): boolean {
    const stated = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '');
    if (stated === null) return false;
    const [, keyId, date = '', region = '', names = '', signature] = stated;
    const at = String(request.headers['x-amz-date']);
    const time = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    const headers = names.split(';');
    if (keyId !== this.credentials.accessKeyId || region !== 'eu-test-1' || !at.startsWith(date) || Math.abs(time - Date.now()) > 900_000) return false;
    if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => headers.includes(name))) return false;
    const query = [...url.searchParams].map(([name, value]) => [encode(name), encode(value)]).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join('&');
    const canonical = [request.method, url.pathname, query, ...headers.map((name) => `${name}:${String(request.headers[name]).trim()}`), '', names, request.headers['x-amz-content-sha256']].join('\n');
    const scope = `${date}/${region}/s3/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
    const key = [date, region, 's3', 'aws4_request'].reduce<Buffer>((previous, text) => createHmac('sha256', previous).update(text).digest(), Buffer.from(`AWS4${this.credentials.secretAccessKey}`));
    return createHmac('sha256', key).update(toSign).digest('hex') === signature;
  }
}

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}
