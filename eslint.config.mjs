import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Which room may import which room of ours (DESIGN: import directions), and which packages it may not touch. */
const rooms = {
  contract: [],
  mapping: ['contract'],
  intake: ['contract'],
  'connector-kit': ['contract'],
  connectors: ['connector-kit'],
  engine: ['contract', 'mapping', 'connector-kit'],
  migrations: [],
  store: ['contract', 'migrations'],
  jobs: ['contract'],
  platform: [],
  testkit: [],
  api: [
    'contract',
    'mapping',
    'intake',
    'connectors',
    'connector-kit',
    'store',
    'jobs',
    'platform',
  ],
  worker: [
    'contract',
    'mapping',
    'intake',
    'connectors',
    'connector-kit',
    'engine',
    'store',
    'jobs',
    'platform',
  ],
  cli: ['store', 'jobs', 'platform', 'contract'],
  web: ['contract', 'mapping'],
  e2e: ['contract', 'testkit'],
  bench: ['contract', 'mapping', 'connectors', 'store'],
};

/** Packages that only the named rooms may import. */
const owners = {
  bullmq: ['jobs'],
  typeorm: ['store', 'migrations'],
  pg: ['store', 'jobs', 'testkit', 'cli', 'bench', 'api'],
  undici: ['platform', 'bench'],
  nodemailer: ['platform'],
  handlebars: ['mapping'],
  react: ['web'],
  '@nestjs/*': ['api', 'worker'],
};

const bannedFor = (room) =>
  Object.entries(owners)
    .filter(([, allowed]) => !allowed.includes(room))
    .map(([name]) => name);

const boundaries = (withTestkit) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      enforceBuildableLibDependency: false,
      allow: [],
      depConstraints: Object.entries(rooms).map(([room, may]) => ({
        sourceTag: `room:${room}`,
        // A test may stand in for the version to come, with migrations of its own.
        onlyDependOnLibsWithTags: [
          room,
          ...may,
          ...(withTestkit ? ['testkit', 'migrations'] : []),
        ].map((name) => `room:${name}`),
        bannedExternalImports: withTestkit ? [] : bannedFor(room),
      })),
    },
  ],
});

const noCodeFromText = [
  { selector: "CallExpression[callee.name='eval']", message: 'No code is ever evaluated.' },
  { selector: "NewExpression[callee.name='Function']", message: 'No code is ever evaluated.' },
  { selector: "CallExpression[callee.name='Function']", message: 'No code is ever evaluated.' },
  {
    selector: "MemberExpression[property.name='compile'][object.name=/handlebars/i]",
    message: 'Templates are parsed and interpreted by libs/mapping, never compiled to code.',
  },
  {
    selector: "MemberExpression[property.name='precompile'][object.name=/handlebars/i]",
    message: 'Templates are parsed and interpreted by libs/mapping, never compiled to code.',
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/dist-types/**', '**/node_modules/**', '.nx/**', 'data/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      ...boundaries(false),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-restricted-syntax': ['error', ...noCodeFromText],
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      eqeqeq: 'error',
    },
  },
  {
    // Components are markup: their length is layout, not logic.
    files: ['apps/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines-per-function': ['error', { max: 150 }],
      complexity: ['error', 18],
      'no-restricted-properties': [
        'error',
        { property: 'dangerouslySetInnerHTML', message: 'Text from outside is never markup.' },
      ],
    },
  },
  {
    files: [
      '**/*.test.{ts,tsx}',
      '**/*.given.ts',
      'apps/e2e/**',
      'apps/bench/**',
      'libs/testkit/**',
    ],
    rules: {
      ...boundaries(true),
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 500 }],
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      complexity: 'off',
    },
  },
  {
    // Playwright reads a fixture's needs from the pattern of its first argument; none is `{}`.
    files: ['apps/e2e/**'],
    rules: { 'no-empty-pattern': 'off' },
  },
  {
    // A migration is one long statement.
    files: ['migrations/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Only these turn the environment into settings, or speak to a terminal.
    files: ['apps/cli/**', 'apps/bench/**', 'apps/e2e/**', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/worker/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.given.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@hookline/store',
          message: "A worker enters by '@hookline/store/work': the main door brings the ORM along.",
        },
      ],
    },
  },
  { files: ['apps/web/public/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-restricted-syntax': ['error', ...noCodeFromText] },
  },
);
