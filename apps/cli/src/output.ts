/** The one way to the screen: lines for people, or one JSON value a line for programs. */
export class Output {
  constructor(private readonly json: boolean) {}

  /** A result: `lines` for people, `value` for programs. */
  show(value: unknown, lines: readonly string[]): void {
    this.write(process.stdout, this.json ? [JSON.stringify(value)] : lines);
  }

  /** What goes on meanwhile; never part of the result. */
  progress(line: string): void { this.write(process.stderr, [line]); }

  private write(stream: NodeJS.WriteStream, lines: readonly string[]): void {
    for (const line of lines) stream.write(`${printable(line)}\n`);
  }
}

/** Text of others may not steer the terminal. */
// eslint-disable-next-line no-control-regex -- removing control characters is the point
const printable = (line: string): string => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');

/** The same for a question, whose answer may depend on what stands before and after it: nor may it break the line or turn the direction of writing. */
export const oneLine = (text: string): string => printable(text).replace(/[\t\n\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
