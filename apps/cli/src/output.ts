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
