/**
 * Leaves out of the client what its dependencies carry for others: zod's making of JSON Schema, which only the service's
 * OpenAPI asks for, its formats of strings, sentences and cycles, and the transports of engine.io beside WebSocket, which the client never takes.
 */
import type { Plugin } from 'vite';

/** A module of the same names, each of which answers itself and does nothing. */
function hollow(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  const renamed = [...code.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map(([, name]) => name);
  if (names.length === 0) throw new Error('a dependency is written in another way than expected');
  return [`const unused = () => unused;`, ...names.map((name) => `export const ${name} = unused;`), ...renamed.map((name) => `export { unused as ${name} };`)].join('\n');
}

/** What stands in the place of modules of zod: its own English sentences, which nobody sees, and its care for objects that contain themselves, which nothing that is parsed does. */
const instead: readonly [file: string, code: string][] = [
  ['zod/v4/locales/en.js', 'export default () => ({ localeError: () => undefined });'],
  ['zod/v4/core/memoizer.js', 'export class $ZodCyclicError extends Error {}\nexport const memoizer = () => undefined;\nexport const isBackEdge = () => false;\nexport const isRecursiveSchema = () => false;'],
];

/** zod's strings without the methods of formats that no contract asks for. Each of them brings its own schema; one that is asked for after all is not there, and the client does not start. */
function withoutFormats(code: string): string {
  const lean = code.replace(/(export const ZodString = [^{]*\{\n[^}]*\}), \{[^]*?\n\}\);/, '$1);');
  if (lean === code) throw new Error('zod writes its strings in another way than expected');
  return lean;
}

export function lean(): Plugin {
  return {
    name: 'comity:lean',
    transform(code, id) {
      if (/zod\/v4\/core\/(json-schema-processors|to-json-schema|json-schema-generator)\.js$/.test(id)) return { code: hollow(code), map: null };
      const other = instead.find(([file]) => id.endsWith(file));
      if (other !== undefined) return { code: other[1], map: null };
      if (id.endsWith('zod/v4/classic/schemas.js')) return { code: withoutFormats(code), map: null };
      if (id.endsWith('engine.io-client/build/esm/transports/polling-xhr.js')) return { code: hollow(code), map: null };
      if (!id.endsWith('engine.io-client/build/esm/transports/index.js')) return null;
      const websocket = /^import \{ WS \} from .*$/m.exec(code)?.[0];
      if (websocket === undefined) throw new Error('engine.io names its transports in another way than expected');
      return { code: `${websocket}\nexport const transports = { websocket: WS };`, map: null };
    },
  };
}
