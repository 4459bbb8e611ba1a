/**
 * The few requests that an S3-compatible store needs to hear, signed with AWS Signature Version 4 and streamed both ways.
 * Trust: the store keeps bytes; it may lose or alter them, which clients notice.
 */
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { S3Settings } from '../../config.js';
import { StoreFull, StoreOutage } from './blob-store.js';

export interface S3Call {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** SHA-256 of the body, in hexadecimal; without one, of nothing. */
  sha256?: string;
  body?: string | AsyncIterable<Buffer>;
  signal?: AbortSignal;
}
export interface S3Answer { status: number; headers: IncomingMessage['headers']; body: IncomingMessage }

const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** Milliseconds without a byte in either direction. */
const silence = 60_000;
const longestText = 1_048_576;

export class S3Client {
  constructor(private readonly settings: S3Settings) {}

  /** Answers what the store answered, with the body still to be read; throws `StoreOutage` without an answer. */
  async call({ method, key, query = {}, headers = {}, sha256 = ofNothing, body, signal }: S3Call): Promise<S3Answer> {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.settings;
    const url = new URL(`${endpoint}/${bucket}/${key}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await new AwsV4Signer({ method, url: url.href, headers: { ...headers, 'x-amz-content-sha256': sha256 }, accessKeyId, secretAccessKey, region, service: 's3' }).sign();
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(signed.url, { method, headers: Object.fromEntries(signed.headers), timeout: silence, ...(signal === undefined ? {} : { signal }) });
    request.on('timeout', () => { request.destroy(new Error('the object store is silent')); });
    const answered = new Promise<IncomingMessage>((resolve, reject) => { request.once('response', resolve).once('error', reject); });
    // Whoever waits for the answer hears of an error; the listener below keeps one that comes before from being nobody's.
    answered.catch(() => undefined);
    try {
      if (body === undefined || typeof body === 'string') request.end(body);
      else {
        const sent = pipeline(body, request);
        sent.catch(() => undefined);
        // The store may answer, and refuse, before it has read everything.
        await Promise.race([sent, answered]);
      }
      const response = await answered;
      return { status: response.statusCode ?? 0, headers: response.headers, body: response };
    } catch (error) {
      request.destroy();
      throw isOfNetwork(error) ? new StoreOutage('The object store cannot be reached', { cause: error }) : error;
    }
  }

  /** As `call`, for short answers; throws unless the status is one of `expected`. */
  async text(call: S3Call, expected: readonly number[]): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
    const { status, headers, body } = await this.call(call);
    let text = '';
    try {
      for await (const bytes of body) {
        text += (bytes as Buffer).toString('utf8');
        if (text.length > longestText) throw new StoreOutage('The object store answers too much');
      }
    } catch (error) {
      throw isOfNetwork(error) ? new StoreOutage('The object store broke off', { cause: error }) : error;
    }
    // Completing may answer 200 and only then fail.
    if (expected.includes(status) && (status !== 200 || !text.includes('<Error>'))) return { status, headers, text };
    throw refusalOf(status, codeIn(text));
  }
}

const codeIn = (text: string): string => /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(text)?.[1] ?? '';

/** A store's refusal, by the code it gives. */
export class S3Refusal extends Error {
  constructor(readonly status: number, readonly code: string) {
    super(`The object store refused: ${status} ${code}`);
    this.name = 'S3Refusal';
  }
}

function refusalOf(status: number, code: string): Error {
  if (status === 507 || /QuotaExceeded|StorageFull|InsufficientStorage|EntityTooLarge/i.test(code)) return new StoreFull('The object store has no room');
  if (status >= 500 || status === 429) return new StoreOutage(`The object store answers ${status} ${code}`);
  return new S3Refusal(status, code);
}

const isOfNetwork = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && /^(E[A-Z]+|ERR_STREAM_PREMATURE_CLOSE|HPE_.*)$/.test(error.code);
