/** The fixture's files: some hang on the messages of its second channel, some are on their way. */
import type { FileId, SpaceId } from '@comity/contracts';
import type { FileView, TransferView } from '@comity/sdk';
import { uuid } from './people.js';

const text = 'Summary of the account statements\n\n'.concat(...Array.from({ length: 40 }, (_, i) => `${i + 1}. Transfer of ${1200 + i * 37} EUR, reference ${8000 + i * 11}\n`));
const arabic = 'ملخّص كشوف الحسابات\n\n'.concat(...Array.from({ length: 12 }, (_, i) => `${i + 1}. تحويل بمبلغ ${1200 + i * 37} يورو\n`));
const id = (n: number): FileId => uuid(600 + n) as FileId;
const contents = new Map<FileId, Uint8Array>([[id(1), new TextEncoder().encode(text)], [id(2), new TextEncoder().encode(arabic)]]);
export const contentOf = (file: FileId): Uint8Array => contents.get(file) ?? new Uint8Array();

const file = (n: number, name: string, type: string, size: number, available: FileView['available'] = 'yes'): FileView => ({ id: id(n), name, type, size: contents.get(id(n))?.length ?? size, preview: null, available });
const files: FileView[][] = [
  [file(1, 'Summary of statements.txt', 'text/plain', 0), file(3, 'Annexes 3 and 4, certified translation.pdf', 'application/pdf', 4_812_002)],
  [file(2, 'ملخص كشوف الحسابات.txt', 'text/plain', 0)],
  [file(4, 'Hearing of 14 March.m4a', 'audio/mp4', 31_400_000, 'expired')],
];
/** The newest messages of the direct space with a colleague carry files. */
export const filesAt = (space: number, index: number): FileView[] => (space === 1 ? files[[3, 6, 10].indexOf(index)] ?? [] : []);

const transfer = (n: number, direction: TransferView['direction'], name: string, size: number, rest: Partial<TransferView>): TransferView => ({
  id: id(20 + n), file: id(20 + n), space: uuid(11) as SpaceId, direction, name, type: '', size, done: 0, state: 'running', failure: null, bytesPerSecond: null, secondsLeft: null, taken: false, purpose: direction === 'up' ? 'message' : null, ...rest,
});
export const transfers: TransferView[] = [
  transfer(1, 'up', 'Disk image of the laptop.e01', 1_900_000_000, { done: 640_000_000, bytesPerSecond: 4_100_000, secondsLeft: 308 }),
  transfer(2, 'up', 'أمر التجميد الموقّع.pdf', 2_300_000, { done: 1_048_576, state: 'paused' }),
  transfer(3, 'up', 'Photographs.zip', 88_000_000, { done: 12_000_000, state: 'failed', failure: { kind: 'file', file: 'source-needed', chunk: 12 } }),
  transfer(4, 'down', 'Bank records 2019 to 2024.csv', 41_000_000, { done: 9_437_184, state: 'failed', failure: { kind: 'file', file: 'tampered', chunk: 9 } }),
  transfer(5, 'down', 'Draft agreement.docx', 81_000, { done: 81_000, state: 'done' }),
];
