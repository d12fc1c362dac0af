import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import type { Answers, FormDocument, FormSection, Rule } from '../src/document';
import { trimBlank, visible } from '../src/logic';

interface Vectors {
  documents: Record<string, FormDocument>;
  cases: { name: string; in?: string; rule: Rule; answers: Answers; holds: boolean }[];
  chains: { name: string; sections: FormSection[]; answers: Answers; shown: string[] }[];
}

// The same file surveys/logic/rules_test.go runs.
const file = new URL('../../../surveys/logic/testdata/rules.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

describe('rules', () => {
  it('are all there', () => {
    expect(vectors.cases.length + vectors.chains.length).toBeGreaterThanOrEqual(300);
    expect(vectors.chains.length).toBeGreaterThanOrEqual(40);
  });
  it.each(vectors.cases)('$name', ({ in: name = 'survey', rule, answers, holds }) => {
    const target: FormSection = { code: 'behind', items: [{ code: 'target', show: rule }] };
    const doc = { sections: [...(vectors.documents[name]?.sections ?? []), target] };
    expect(visible(doc, answers).has('target')).toBe(holds);
  });
});

describe('chains', () => {
  it.each(vectors.chains)('$name', ({ sections, answers, shown }) => {
    expect([...visible({ sections }, answers)].sort()).toEqual([...shown].sort());
  });
});

describe('what only a browser can hand in', () => {
  const doc = (show: Rule): FormDocument => ({
    sections: [{ code: 's', items: [{ code: 'a' }, { code: 'b', show }] }],
  });
  it('takes an empty number field for unanswered', () => {
    for (const op of ['answered', 'ne', 'lte'] as const) {
      const rule: Rule = op === 'answered' ? { op, item: 'a' } : { op, item: 'a', value: 6 };
      expect(visible(doc(rule), { a: { number: NaN } }).has('b')).toBe(false);
    }
  });
  it('takes an item left out, undefined or empty for unanswered', () => {
    const rule: Rule = { op: 'answered', item: 'a' };
    for (const answers of [{}, { a: undefined }, { a: {} }, { a: { codes: [] } }, { a: { text: '' } }]) {
      expect(visible(doc(rule), answers).has('b')).toBe(false);
    }
  });
});

describe('trimBlank', () => {
  it.each([
    [' \t\r\n\u3000 x y \u3000', 'x y'],
    ['\u3000', ''],
    ['\u00a0', '\u00a0'],
    ['\ufeffx', '\ufeffx'],
  ])('%j', (given, want) => expect(trimBlank(given)).toBe(want));
});

it('stays small: at most 1.5 KiB gzip', async () => {
  const entry = new URL('../src/logic.ts', import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2019', lib: { entry, formats: ['es'], fileName: 'logic' }, minify: true },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  expect(output.output).toHaveLength(1);
  expect(gzipSync(output.output[0].code).length).toBeLessThanOrEqual(1536);
});
