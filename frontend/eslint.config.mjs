// The rules every workspace shares. ESLint finds this file from any of them; a workspace with more of its own puts an
// eslint.config.mjs beside its package.json that spreads this one.
import tseslint from 'typescript-eslint';

export default tseslint.config({ ignores: ['**/dist/**', '**/*.d.ts'] }, ...tseslint.configs.recommended, {
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-eval': 'error',
    'no-restricted-properties': [
      'error',
      { property: 'innerHTML', message: 'Build elements, or set textContent: answers are never markup.' },
      { property: 'outerHTML', message: 'Build elements, or set textContent: answers are never markup.' },
    ],
  },
});
