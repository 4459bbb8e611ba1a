/**
 * The floor: the least that a durable chat on this stack can be (Socket.IO, `pg`, commit before acknowledgement, a
 * gap-free sequence per channel, ids unique per channel). No authentication, no access control, no validation, no
 * encryption: never a part of the product, only what its speed is measured against.
 *
 * `--mode group` puts everything that arrived during the last transaction into the next one; `--mode single` gives each
 * message its own transaction. `--wire text` is Socket.IO's own parser with text bodies and an event for each message;
 * `--wire binary` is what the product does on the wire and nothing else: socket.io-msgpack-parser, byte bodies, one event
 * for a channel and batch. Tells its parent the port by IPC.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Server } from 'socket.io';
import msgpack from 'socket.io-msgpack-parser';

type Body = string | Uint8Array;
interface Message { channel: string; id: string; body: Body }
interface Waiting extends Message { acknowledge: (answer: { ok: boolean; seq?: number }) => void }

const { values: options } = parseArgs({ options: {
  database: { type: 'string' }, mode: { type: 'string', default: 'group' }, wire: { type: 'string', default: 'text' }, port: { type: 'string', default: '0' },
} });
const binary = options.wire === 'binary';
const pool = new pg.Pool({ connectionString: options.database, max: 10 });
pool.on('error', () => undefined); // a lost idle connection is replaced by the next query
const http = createServer((_, response) => response.end('ok'));
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false, maxHttpBufferSize: 1e6, ...(binary ? { parser: msgpack } : {}) });

const takeOne = 'insert into floor_channel(channel, next) values ($1, 1) on conflict (channel) do update set next = floor_channel.next + 1 returning next';
const takeMany = 'insert into floor_channel(channel, next) select * from unnest($1::text[], $2::int[]) on conflict (channel) do update set next = floor_channel.next + excluded.next returning channel, next';
const column = binary ? 'bytea' : 'text';
const storeOne = 'insert into floor_message(channel, seq, id, body) values ($1, $2, $3, $4)';
const storeMany = `insert into floor_message(channel, seq, id, body) select * from unnest($1::text[], $2::bigint[], $3::text[], $4::${column}[])`;

function deliver(stored: readonly (readonly [Waiting, number])[]): void {
  const copy = ([{ channel, id, body }, seq]: readonly [Waiting, number]) => ({ channel, seq, id, body });
  if (binary) {
    for (const [message, seq] of stored) message.acknowledge({ ok: true, seq });
    for (const [channel, messages] of Map.groupBy(stored, ([{ channel }]) => channel)) io.to(channel).emit('messages', messages.map(copy));
    return;
  }
  for (const each of stored) {
    io.to(each[0].channel).emit('messages', [copy(each)]);
    each[0].acknowledge({ ok: true, seq: each[1] });
  }
}

async function storeSingly(message: Waiting): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ next: string }>({ name: 'take', text: takeOne, values: [message.channel] });
    const seq = Number(rows[0]?.next);
    await client.query({ name: 'store', text: storeOne, values: [message.channel, seq, message.id, message.body] });
    await client.query('commit');
    deliver([[message, seq]]);
  } catch {
    await client.query('rollback').catch(() => undefined);
    message.acknowledge({ ok: false });
  } finally {
    client.release();
  }
}

const waiting: Waiting[] = [];
let busy = false;
async function storeTogether(): Promise<void> {
  if (busy || waiting.length === 0) return;
  busy = true;
  const batch = waiting.splice(0, 500);
  const byChannel = Map.groupBy(batch, (message) => message.channel);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const channels = [...byChannel.keys()].sort();
    const { rows } = await client.query<{ channel: string; next: string }>({ name: 'take', text: takeMany, values: [channels, channels.map((c) => byChannel.get(c)?.length)] });
    const next = new Map(rows.map((row) => [row.channel, Number(row.next)]));
    const stored: [Waiting, number][] = channels.flatMap((c) => {
      const messages = byChannel.get(c) ?? [];
      const first = (next.get(c) ?? 0) - messages.length + 1;
      return messages.map((message, i): [Waiting, number] => [message, first + i]);
    });
    await client.query({ name: 'store', text: storeMany, values: [stored.map(([m]) => m.channel), stored.map(([, seq]) => seq), stored.map(([m]) => m.id), stored.map(([m]) => m.body)] });
    await client.query('commit');
    client.release();
    deliver(stored);
  } catch {
    await client.query('rollback').catch(() => undefined);
    client.release(true);
    for (const message of batch) message.acknowledge({ ok: false });
  }
  busy = false;
  if (waiting.length > 0) setImmediate(() => void storeTogether());
}

io.on('connection', (socket) => {
  socket.on('join', async (channels: string[], done: () => void) => { await socket.join(channels); done(); });
  socket.on('post', (message: Message, acknowledge: Waiting['acknowledge']) => {
    if (options.mode === 'single') { void storeSingly({ ...message, acknowledge }); return; }
    waiting.push({ ...message, acknowledge });
    setImmediate(() => void storeTogether());
  });
});

await pool.query(`drop table if exists floor_message, floor_channel;
  create table floor_channel(channel text primary key, next bigint not null);
  create table floor_message(channel text, seq bigint, id text, body ${column}, primary key (channel, seq), unique (channel, id))`);
http.listen({ port: Number(options.port), host: '127.0.0.1', backlog: 4096 }, () => {
  const address = http.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));
