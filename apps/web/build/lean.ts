/**
 * Leaves out of the client what its dependencies carry for others: zod's making of JSON Schema, which only the service's
 * OpenAPI asks for, and the transports of engine.io beside WebSocket, which the client never takes.
 */
import type { Plugin } from 'vite';

/** A module of the same names, each of which answers itself and does nothing. */
function hollow(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  const renamed = [...code.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map(([, name]) => name);
  if (names.length === 0) throw new Error('zod writes JSON Schema in another way than expected');
  return [`const unused = () => unused;`, ...names.map((name) => `export const ${name} = unused;`), ...renamed.map((name) => `export { unused as ${name} };`)].join('\n');
}

export function lean(): Plugin {
  return {
    name: 'comity:lean',
    transform(code, id) {
      if (/zod\/v4\/core\/(json-schema-processors|to-json-schema|json-schema-generator)\.js$/.test(id)) return { code: hollow(code), map: null };
      if (!id.endsWith('engine.io-client/build/esm/transports/index.js')) return null;
      const websocket = /^import \{ WS \} from .*$/m.exec(code)?.[0];
      if (websocket === undefined) throw new Error('engine.io names its transports in another way than expected');
      return { code: `${websocket}\nexport const transports = { websocket: WS };`, map: null };
    },
  };
}
