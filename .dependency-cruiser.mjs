// The house's import law. `$1` is the layer, `$2` the module of the importing file.
// Needs @swc/core (or TypeScript 6): with TypeScript 7 alone it reads nothing and passes. The canary in
// test/canary guards that: every rule below must fire there, and the real tree must be read.
const MODULE = '^src/(foundation|internal|external)/([^/]+)/'
const OTHER_LAYERS_MODULE = '^src/(internal|external)/'
const DOORS = '/index(\\.server\\.ts|\\.web\\.tsx|\\.later\\.web\\.ts|\\.ts)$'
const TEST = '\\.test\\.tsx?$'
const WEB = '(\\.|/)web\\.tsx?$|^src/kernel/web/'
const BROWSER = '^src/(kernel|foundation|internal|external|links|overview)/|^src/app/web'
const SERVER = '\\.server\\.ts$'
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    rule(
      'layers-do-not-touch',
      'Internal and external IT management never import each other, not even types: what crosses lives in src/links.',
      { path: '^src/(internal|external)/' },
      { path: OTHER_LAYERS_MODULE, pathNot: '^src/$1/' },
    ),
    rule(
      'through-the-front-door',
      'A module imports another one through its index.ts, index.server.ts, index.web.tsx or index.later.web.ts.',
      { path: MODULE },
      { path: MODULE, pathNot: ['^src/$1/$2/', DOORS] },
    ),
    rule(
      'others-use-front-doors',
      'Links, overview, demo and app see of a module only its front doors.',
      { path: '^src/(links|overview|demo|app)/', pathNot: TEST },
      { path: MODULE, pathNot: DOORS },
    ),
    rule(
      'modules-do-not-look-up',
      'A module knows nothing of links, overview, demo and app.',
      { path: MODULE, pathNot: TEST },
      { path: '^src/(links|overview|demo|app)/' },
    ),
    rule(
      'links-do-not-look-up',
      'Links know nothing of overview, demo and app.',
      { path: '^src/links/', pathNot: TEST },
      { path: '^src/(overview|demo|app)/' },
    ),
    rule(
      'overview-does-not-look-up',
      'The overview knows nothing of demo and app.',
      { path: '^src/overview/', pathNot: TEST },
      { path: '^src/(demo|app)/' },
    ),
    rule(
      'demo-does-not-look-up',
      'The demo company knows nothing of the app that starts it.',
      { path: '^src/demo/', pathNot: TEST },
      { path: '^src/app/' },
    ),
    rule(
      'foundation-below',
      'The foundation stands on the kernel alone.',
      { path: '^src/foundation/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/(foundation|kernel)/' },
    ),
    rule(
      'kernel-at-the-bottom',
      'The kernel knows no business noun: it imports nothing above itself.',
      { path: '^src/kernel/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/kernel/' },
    ),
    rule(
      'web-never-loads-server',
      'What the browser loads never reaches a server file, on whatever way.',
      { path: WEB, pathNot: TEST },
      { path: SERVER, reachable: true },
    ),
    rule(
      'server-never-loads-web',
      'Node runs .ts as it is and knows no .tsx; a server file that needs a page has the wrong import.',
      { path: SERVER, pathNot: WEB },
      { path: `${WEB}|\\.tsx$` },
    ),
    rule(
      'pure-runs-on-both-sides',
      'A file without a suffix runs in the browser too: no server file, no page, nothing of Node.',
      { path: '^src/(kernel|foundation|internal|external|links|overview)/', pathNot: [SERVER, WEB, TEST] },
      { path: `${SERVER}|\\.web\\.tsx?$` },
    ),
    rule(
      'only-servers-touch-node',
      'The browser has no node: modules.',
      { path: BROWSER, pathNot: [SERVER, TEST] },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'only-servers-load-server-packages',
      'The browser has no database driver and no web server.',
      { path: BROWSER, pathNot: [SERVER, TEST] },
      { path: 'node_modules/(pg|pg-boss|kysely|fastify|@fastify|sharp|prom-client|zod|sanitize-html)/' },
    ),
    rule(
      'product-never-loads-tests',
      'Tests know the product, never the other way round.',
      { path: '^src/', pathNot: TEST },
      { path: `^test/|${TEST}` },
    ),
    // ✖ stands for the word «import» in a page's own text, which the parser takes for a beginning.
    rule(
      'everything-resolves',
      'An import that leads nowhere.',
      { path: '^(src|test|bench|scripts)/' },
      { couldNotResolve: true, pathNot: '^✖$' },
    ),
    // A circle of which one part is types alone is gone when the program runs: scripts/check/boundaries.mjs lets it be.
    rule('no-cycles', 'Imports run one way.', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
