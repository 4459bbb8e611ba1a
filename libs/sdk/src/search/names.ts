/** Short numbers, from 1, for long names. */
export class Names {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];

  number(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name);
      this.numbers.set(name, number);
    }
    return number;
  }

  find(name: string): number | undefined { return this.numbers.get(name); }
  name(number: number): string { return this.names[number - 1] ?? ''; }
}
