// Who may import whom: the rules of docs/ARCHITECTURE.md, checked by the test command.

const tests = '\\.(test|fixture)\\.tsx?$|^libs/[^/]+/test/';
const product = '^(apps|libs)/';

/** Imports of a library other than from itself: everything in `allowed` may be met, nothing else. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { pathNot: [from, ...allowed] },
});

/** What of libs/e2ee verifies and parses public things. Whatever is not named here signs, decrypts or holds private keys. */
const verifying = '^libs/e2ee/src/(verify|sodium|bytes|hash|integers|canonical|signature|statement|chain|chain-[a-z]+|persistent-map|attach|figures-setting|issued|stated-days|meeting-act|meeting-outcome|invitation-token|item|item-layout|padding|transcript|receipt)\\.ts$|^libs/e2ee/src/handshake/';

const packages = (...names) => names.map((name) => `^node_modules/(@types/)?${name}/`);

export default {
  forbidden: [
    { name: 'no-cycles', comment: 'Modules that need each other are one module, or miss a third.', severity: 'error', from: {}, to: { circular: true } },
    // `@keys-worker` is vite's: one of two workers, by build mode.
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^[#@]keys-worker' } },
    only('contracts-know-zod-only', 'The contract is written once, in zod.', '^libs/contracts/', packages('zod')),
    only('casework-knows-the-law', 'Law is data, decisions are pure functions: no framework, no clock, no network.', '^libs/casework/', ['^libs/contracts/src/index\\.ts$', ...packages('zod')]),
    only('timetable-knows-numbers', 'A timetable is a pure function of an instance, a seed and a budget; the solvers that prove are loaded when they are asked.', '^libs/timetable/', ['^libs/contracts/src/index\\.ts$', ...packages('highs', 'cadical-wasm')]),
    only('e2ee-knows-its-crypto', 'Cryptography knows the contract and its primitives; no framework, no network.', '^libs/e2ee/', ['^libs/contracts/src/index\\.ts$', ...packages('libsodium-wrappers-sumo', 'libsodium-sumo', 'libsodium-wrappers', 'ts-mls', 'canonicalize', 'zod')]),
    only('sdk-knows-no-screen', 'The client code runs in a worker, in Node and in tests alike.', '^libs/sdk/', ['^libs/(casework|contracts|e2ee)/src/index\\.ts$', ...packages('socket.io-client', 'socket.io-msgpack-parser', 'socket.io-parser', '@socket.io/component-emitter', 'notepack.io', 'yjs', 'zod')]),
    {
      name: 'libraries-by-their-front-door',
      comment: 'A library is used through its index (or, for the service, e2ee/verify and timetable/engine; for the window, contracts/register).',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: tests },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$', '^libs/e2ee/src/verify\\.ts$', '^libs/contracts/src/register\\.ts$', '^libs/timetable/src/engine\\.ts$'] },
    },
    {
      name: 'clients-use-the-sdk',
      comment: 'What web and command line do, every other client can do.',
      severity: 'error',
      from: { path: '^apps/(web|cli)/', pathNot: tests },
      to: { path: '^libs/', pathNot: ['^libs/(sdk|casework|contracts|timetable)/src/index\\.ts$', '^libs/contracts/src/register\\.ts$'] },
    },
    { name: 'apps-apart', comment: 'Applications meet on the wire.', severity: 'error', from: { path: '^apps/([^/]+)/', pathNot: tests }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'libraries-below-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'api-only-verifies',
      comment: 'From the service no code that decrypts, signs or holds a private key can be reached, directly or through others.',
      severity: 'error',
      from: { path: '^libs/e2ee/src/verify\\.ts$' },
      to: { path: '^libs/e2ee/|^node_modules/ts-mls/', pathNot: verifying, reachable: true },
    },
    {
      name: 'api-enters-by-verify',
      comment: 'The only door of e2ee that is open to the service.',
      severity: 'error',
      from: { path: '^apps/api/', pathNot: tests },
      to: { path: '^libs/', pathNot: '^libs/e2ee/src/verify\\.ts$|^libs/timetable/src/engine\\.ts$|^libs/(casework|contracts|timetable)/src/index\\.ts$' },
    },
    {
      name: 'evidence-is-checked-alone',
      comment: 'Whoever checks a bundle has no account, no store and no connection.',
      severity: 'error',
      from: { path: '^libs/sdk/src/evidence/verify\\.ts$' },
      to: { path: '^libs/sdk/src/(account|directory|files|store|transport)/|^libs/sdk/src/(client|live|comity|surroundings)\\.ts$|^node_modules/socket\\.io', reachable: true },
    },
    { name: 'product-without-tests', comment: 'Product code does not need test code.', severity: 'error', from: { path: product, pathNot: tests }, to: { path: [tests, '^test/', '^scripts/'] } },
    {
      name: 'product-without-development-packages',
      severity: 'error',
      from: { path: product, pathNot: [tests, '^apps/web/vite\\.config\\.ts$', '^apps/web/(build|dev)/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'] },
    skipAnalysisNotInRules: true,
  },
};
