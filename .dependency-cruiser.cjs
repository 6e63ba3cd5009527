// Who may import whom. A checker that sees nothing passes, so tests/architecture breaks each rule once to see it bite.

/** Which module's index a module may call; every module may listen to another's events. */
const mayCall = {
  markets: [],
  media: [],
  identity: ['markets', 'media'],
  catalog: ['markets', 'identity', 'inventory', 'media', 'pricing', 'places', 'promotions'],
  places: ['markets'],
  inventory: ['markets'],
  pricing: ['markets'],
  promotions: ['markets', 'pricing'],
  ledger: ['markets'],
  ordering: ['markets', 'identity', 'catalog', 'inventory', 'pricing', 'promotions', 'ledger'],
  payments: ['markets', 'ordering', 'ledger'],
  dispatch: [],
  delivery: ['dispatch', 'markets', 'identity', 'ordering', 'ledger', 'places'],
  chat: ['markets', 'ordering', 'delivery'],
  search: ['markets', 'catalog', 'ordering'],
  reviews: ['catalog', 'delivery', 'media', 'ordering'],
  payouts: ['markets', 'identity', 'ledger'],
  wallets: ['markets', 'identity', 'ordering', 'ledger'],
  refunds: ['markets', 'ordering', 'ledger', 'payments'],
  reconciliation: ['markets', 'ledger', 'payments'],
}

const modules = Object.keys(mayCall)
/** Tests, what they are built with, and the stages they share. */
const testCode = ['\\.test\\.ts$', '-for-tests\\.ts$', 'fixtures\\.ts$']

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import each other cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-stands-alone',
      comment: 'The platform knows nothing of the business.',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: '^(modules|apps|markets|simulator|bench)/' },
    },
    {
      name: 'modules-know-no-app',
      comment: 'Apps compose modules, never the other way round.',
      severity: 'error',
      from: { path: '^(modules|markets)/' },
      to: { path: '^(apps|simulator|bench|tools)/' },
    },
    {
      name: 'modules-by-their-face',
      comment: 'Another module is reached through its index, its events or (in tests) its fixtures.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/' },
      to: { path: '^modules/', pathNot: ['^modules/$1/', '^modules/[^/]+/(index|events|fixtures|wiring)\\.ts$'] },
    },
    {
      name: 'fixtures-for-tests',
      comment: 'Builders of test data stay in tests.',
      severity: 'error',
      from: { path: '^(modules|apps|platform)/', pathNot: testCode },
      to: { path: 'fixtures\\.ts$' },
    },
    {
      name: 'wiring-for-apps',
      comment: 'Wiring is for composition.',
      severity: 'error',
      from: { path: '^modules/', pathNot: testCode },
      to: { path: '^modules/[^/]+/wiring\\.ts$' },
    },
    {
      name: 'events-are-leaves',
      comment: 'Events are imported by everybody, so they import nobody.',
      severity: 'error',
      from: { path: '^modules/[^/]+/events\\.ts$' },
      to: { path: '^modules/', pathNot: '^modules/markets/(index|market)\\.ts$' },
    },
    ...modules.map((module) => ({
      name: `may-call-${module}`,
      comment: `${module} may call ${mayCall[module].join(', ') || 'no other module'}; see the mayCall table.`,
      severity: 'error',
      from: { path: `^modules/${module}/`, pathNot: testCode },
      to: {
        path: '^modules/[^/]+/index\\.ts$',
        pathNot: [`^modules/${module}/`, ...mayCall[module].map((other) => `^modules/${other}/index\\.ts$`)],
      },
    })),
    {
      name: 'web-stays-in-the-browser',
      comment: 'Pages reach the business over the API; they may look at types only.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(modules|platform|apps/server)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'simulator-is-a-guest',
      comment: 'Virtual people use the public API and sockets like anybody else.',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(modules|platform)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolves',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^geojson$' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules/(?!@provender)' },
    exclude: { path: '(^|/)(\\.next|\\.provender|dist)/' },
    combinedDependencies: true,
    preserveSymlinks: false,
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
}
