import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** The rooms, from left to right: a room imports only from itself and from the rooms named with it. */
const mayImport = {
  processes: [],
  store: ['processes'],
  config: ['processes', 'store'],
  workers: ['processes', 'store', 'config'],
  web: ['processes', 'store', 'config'],
}
const rooms = [...Object.keys(mayImport), 'test', 'bench']

const arrows = Object.entries(mayImport).map(([room, allowed]) => ({
  target: `./${room}`,
  from: rooms.filter((other) => other !== room && !allowed.includes(other)).map((other) => `./${other}`),
  message: `${room}/ may import only from: ${[room, ...allowed].join(', ')} (see the map in the README)`,
}))

export default tseslint.config(
  { ignores: ['node_modules/', 'web/public/', '.data/', 'coverage/', 'test/screenshots/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } }, 'import-x/ignore': ['/node_modules/'] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: arrows }],
      'import-x/no-cycle': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', {
        selector: "MemberExpression[object.name='process'][property.name='env']",
        message: 'Only config/env.ts reads the environment.',
      }, {
        selector: "MemberExpression[object.callee.name='findProcedure'][property.name=/^(name|code|field|decidingAgency)$/]",
        message: 'Names change by editions of the catalogue: procedureOf(dossier) has those of the day of filing, procedureAt(id, now()) those of today.',
      }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['processes/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error',
        ...['Date', 'process', 'setTimeout', 'setInterval', 'fetch', 'crypto'].map((name) => ({
          name, message: 'processes/ is pure: no I/O, no clock, no environment; what it needs comes in as an argument.',
        }))],
      'no-restricted-imports': ['error', { patterns: [{
        group: ['node:*', '!node:assert', 'fs', 'path', 'mongoose', 'mongodb', 'express', 'zeebe-node', '@grpc/*'],
        message: 'processes/ is pure: no I/O.',
      }] }],
    },
  },
  { files: ['config/env.ts', 'test/**/*.ts', 'bench/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
)
