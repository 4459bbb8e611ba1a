/**
 * Lets Node run the workspace's TypeScript as it stands: resolves `@comity/*` and relative `.js` imports to their
 * sources and compiles them with swc, as Jest does. Load with `node --import ./test/support/typescript.ts`.
 */
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const libraries: Readonly<Record<string, string>> = {
  '@comity/casework': 'libs/casework/src/index.ts',
  '@comity/contracts': 'libs/contracts/src/index.ts',
  '@comity/e2ee': 'libs/e2ee/src/index.ts',
  '@comity/e2ee/verify': 'libs/e2ee/src/verify.ts',
  '@comity/contracts/register': 'libs/contracts/src/register.ts',
  '@comity/sdk': 'libs/sdk/src/index.ts',
  '@comity/timetable': 'libs/timetable/src/index.ts',
  '@comity/timetable/engine': 'libs/timetable/src/engine.ts',
};

registerHooks({
  resolve(specifier, context, next) {
    const library = libraries[specifier];
    if (library !== undefined) return { url: new URL(library, root).href, format: 'module', shortCircuit: true };
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL !== undefined) {
      const source = new URL(`${specifier.slice(0, -3)}.ts`, context.parentURL);
      if (source.pathname.startsWith(root.pathname) && existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith(root.href) || !url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename, configFile: false, swcrc: false, sourceMaps: 'inline', module: { type: 'es6' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, experimental: { keepImportAssertions: true } },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
