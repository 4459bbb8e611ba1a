/** One large file through the product's own client and the built service, both as processes of their own: how fast, and with how much memory. */
import { invite } from '../support/community.js';
import { runFile } from './child.js';
import type { Memory } from './file-client.js';
import type { Product } from './product.js';
import { figure, type Table } from './report.js';

const mebibyte = 1_048_576;

export async function measureFiles(product: Product, quick: boolean, progress: (line: string) => void): Promise<Table> {
  const { url, founded, officerCookie } = product;
  const bytes = quick ? 128 * mebibyte : 2_048 * mebibyte;
  progress(`a file of ${bytes / mebibyte} MiB`);
  const { same, up, down } = await runFile({ url, founded, officerCookie, link: await invite(url, founded, officerCookie), servicePid: product.pid, bytes });
  if (!same) throw new Error('the file that came is not the file that went');
  const memory = ({ before, most, after }: Memory) => [figure(before), figure(most), figure(after)];
  const row = (what: string, { seconds, client, service }: typeof up) => [
    [`${what}: client`, figure(bytes / 1e6 / seconds), ...memory(client)], [`${what}: service`, '', ...memory(service)],
  ];
  return {
    title: `One file of ${(bytes / mebibyte).toLocaleString('en-US')} MiB`, note: 'From disk to disk, sealed and opened by the client, byte for byte the same. Memory is the resident set size.',
    columns: ['', 'MB/s', 'MiB before', 'at most', 'at the end'], rows: [...row('sent', up), ...row('fetched', down)],
  };
}
