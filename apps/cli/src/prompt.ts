/** Asks the person at the terminal. Secrets are not shown while they are typed. */
import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { oneLine } from './output.js';
import { Misuse } from './settings.js';

/** Answers `given` if there is one; otherwise asks, which needs a terminal. `variable` is named when there is none. */
export function ask(question: string, given: string | undefined, variable: string, secret: boolean): Promise<string> {
  if (given !== undefined) return Promise.resolve(given);
  if (!process.stdin.isTTY) throw new Misuse(`${variable} is not set, and there is no terminal to ask at`);
  process.stderr.write(question);
  const quiet = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  const terminal = createInterface({ input: process.stdin, output: secret ? quiet : process.stderr, terminal: true });
  return new Promise((resolve) => {
    terminal.once('line', (line) => {
      terminal.close();
      if (secret) process.stderr.write('\n');
      resolve(line);
    });
  });
}

/** Yes or no, from a terminal or from whatever writes to this program: it has to have been said. */
export class Answers {
  private readonly terminal;
  private readonly lines;

  constructor(input: Readable = process.stdin, private readonly output: Writable = process.stderr) {
    this.terminal = createInterface({ input });
    this.lines = this.terminal[Symbol.asyncIterator]();
  }

  async agree(question: string): Promise<boolean> {
    this.output.write(`${oneLine(question)} yes or no: `);
    const { value } = await this.lines.next() as { value: string | undefined };
    return /^y(es)?$/i.test(value?.trim() ?? '');
  }

  close(): void { this.terminal.close(); }
}
