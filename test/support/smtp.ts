/** A server for mail on this machine, which keeps what it is given, or refuses it in the way that a test says. */
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { freePort } from './port.js';

export interface Received { from: string; to: string[]; raw: string }

export class MailHouse {
  readonly received: Received[] = [];
  /** What it says to an address, or to a message; null: it takes it. */
  refuses: { at: 'rcpt' | 'data'; code: number } | null = null;

  private readonly waiting = new Set<() => void>();

  private constructor(private readonly server: SMTPServer, readonly url: string) {}

  static async open(options: SMTPServerOptions = {}): Promise<MailHouse> {
    const port = await freePort();
    const refusal = (code: number): Error => Object.assign(new Error('refused'), { responseCode: code });
    const house: MailHouse = new MailHouse(new SMTPServer({
      authOptional: true, disabledCommands: options.secure === undefined ? ['STARTTLS', 'AUTH'] : ['AUTH'], logger: false, ...options,
      onRcptTo: (_address, _session, done) => { done(house.refuses?.at === 'rcpt' ? refusal(house.refuses.code) : null); },
      onData: (stream, session, done) => {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => { pieces.push(piece); });
        stream.on('end', () => {
          if (house.refuses?.at === 'data') return done(refusal(house.refuses.code));
          const { mailFrom, rcptTo } = session.envelope;
          house.received.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces).toString('utf8') });
          done();
          for (const look of house.waiting) look();
        });
      },
    }), `smtp://127.0.0.1:${port}`);
    // Whoever hangs up over its certificate is what a test wants to see.
    house.server.on('error', () => undefined);
    await new Promise<void>((resolve) => { house.server.listen(port, '127.0.0.1', () => { resolve(); }); });
    return house;
  }

  /** The first message with these words in it, as soon as it is there. */
  arrival(words: string): Promise<Received> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.received.find(({ raw }) => raw.includes(words));
        if (found === undefined) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  close(): Promise<void> { return new Promise((resolve) => { this.server.close(() => { resolve(); }); }); }
}

export interface Part { headers: Record<string, string>; content: string }
/** A message by RFC 2045 and 2046, as far as ours go: its own headers, and its parts with their content decoded. Throws on a line that is no header where one has to be. */
export function partsOf(raw: string): { headers: Record<string, string>; parts: Part[] } {
  const { headers, content } = pieceOf(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return { headers, parts: [{ headers, content: decoded(headers, content) }] };
  const between = content.split(`--${boundary}`).slice(1, -1);
  return { headers, parts: between.map((piece) => { const part = pieceOf(piece.replace(/^\r\n/, '').replace(/\r\n$/, '')); return { headers: part.headers, content: decoded(part.headers, part.content) }; }) };
}

function pieceOf(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return { content: raw.slice(end + 4), headers: Object.fromEntries(lines.map((line) => { const [, name, value] = /^([A-Za-z-]+): ?(.*)$/.exec(line) ?? []; if (name === undefined) throw new Error(`No header: ${line}`); return [name.toLowerCase(), value!]; })) };
}

function decoded(headers: Record<string, string>, content: string): string {
  switch (headers['content-transfer-encoding']) {
    case 'base64': return Buffer.from(content, 'base64').toString('utf8');
    case 'quoted-printable': return Buffer.from(content.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
    default: return content;
  }
}
