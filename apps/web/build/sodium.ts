/**
 * Takes libsodium's WebAssembly out of the text it is wrapped in (base64 in a script compresses a third worse) and
 * lets the worker fetch it as a file of its own. The bytes are the package's, unchanged.
 */
import type { Plugin } from 'vite';

/** The package's own decoder, applied to the module's bytes: an expression inside an async function. */
const embedded = /\(A=>\{for\(var I,g,C=0[^]{0,400}?return E\}\)\("([A-Za-z0-9+/=]+)"\)/;

export function sodiumAsFile(): Plugin {
  return {
    name: 'comity:sodium-as-file',
    transform(code, id) {
      if (!id.endsWith('libsodium-sumo.mjs')) return null;
      const [found, base64] = embedded.exec(code) ?? [];
      // A new version of the package must not silently change what is served.
      if (found === undefined || base64 === undefined) throw new Error('libsodium-sumo embeds its WebAssembly in another way than expected');
      const file = this.emitFile({ type: 'asset', name: 'libsodium-sumo.wasm', source: Buffer.from(base64, 'base64') });
      const fetched = `(await fetch(import.meta.ROLLUP_FILE_URL_${file}).then(A=>{if(!A.ok)throw new Error("libsodium could not be fetched");return A.arrayBuffer()}).then(A=>new Uint8Array(A)))`;
      return { code: code.replace(found, () => fetched), map: null };
    },
  };
}
