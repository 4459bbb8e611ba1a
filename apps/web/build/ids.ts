/** Types of the catalogue: every message's id with the values it takes, so that the compiler checks each use. */
import { createCompiledCatalog } from '@lingui/cli/api';

/** What compiled messages are made of: text, `[name]`, `[name, format, …]` or `[name, 'plural', { one: … }]`. */
type Token = string | Token[] | { [key: string]: Token };

function names(token: Token, into: Set<string>): void {
  if (!Array.isArray(token)) return;
  const [name, , options] = token;
  if (typeof name === 'string') into.add(name);
  if (typeof options === 'object' && !Array.isArray(options)) for (const option of Object.values(options)) for (const part of Array.isArray(option) ? option : []) names(part, into);
}

/** The names of the values each message takes, sorted. */
export function messageParameters(messages: Record<string, string>): Map<string, string[]> {
  const { source } = createCompiledCatalog('en', messages, { namespace: 'json' });
  const { messages: compiled } = JSON.parse(source) as { messages: Record<string, Token[] | string> };
  return new Map(Object.entries(compiled).map(([id, tokens]) => {
    const found = new Set<string>();
    for (const token of Array.isArray(tokens) ? tokens : []) names(token, found);
    return [id, [...found].sort()];
  }));
}

export function idsModule(messages: Record<string, string>): string {
  const lines = [...messageParameters(messages)].map(([id, parameters]) =>
    `  '${id}': ${parameters.length === 0 ? 'null' : `{ ${parameters.map((name) => `${name}: string | number`).join('; ')} }`};`);
  return `/** Generated from en.po when the client is built; a test holds the two together. */\nexport interface MessageValues {\n${lines.join('\n')}\n}\nexport type MessageId = keyof MessageValues;\n`;
}
