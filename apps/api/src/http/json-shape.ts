/**
 * Looks at a JSON text before it is parsed: how deep it nests and how many values it holds. One pass over the bytes,
 * so that a hostile body costs no more than reading it.
 */
const quote = 0x22, backslash = 0x5c, openBrace = 0x7b, closeBrace = 0x7d, openBracket = 0x5b, closeBracket = 0x5d, comma = 0x2c;

/** The rule the text breaks, or undefined. `text` is UTF-8; malformed JSON is left to the parser. */
export function shapeFault(text: Uint8Array, limits: { depth: number; values: number }): string | undefined {
  let depth = 0, values = 1, inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const byte = text[i];
    if (inString) {
      if (byte === backslash) i += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > limits.depth) return `must not nest deeper than ${limits.depth}`;
    } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    else if (byte === comma) {
      values += 1;
      if (values > limits.values) return `must not hold more than ${limits.values} values`;
    }
  }
  return undefined;
}
