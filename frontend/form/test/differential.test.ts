// Go writes random documents, answers and what it shows; this evaluator has to agree on every one of them.
// TOUCHSTONE_DIFF_FILE may name a file written before; without it the Go test that writes one is run here. How many
// cases and from which seed: TOUCHSTONE_DIFF_N (20000) and TOUCHSTONE_DIFF_SEED, without which every run draws a new one
// and prints it, so that what differs can be made again.
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answers, FormSection } from '../src/document';
import { visible } from '../src/logic';

interface Case {
  sections: FormSection[];
  answers: Answers;
  shown: string[];
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const {
  TOUCHSTONE_DIFF_FILE: given = '',
  TOUCHSTONE_DIFF_N: n = '20000',
  TOUCHSTONE_DIFF_SEED: seed = String(randomInt(1, 2 ** 47)),
} = process.env;
let file = given;
let folder = '';

beforeAll(() => {
  if (file) return;
  folder = mkdtempSync(join(tmpdir(), 'touchstone-diff-'));
  file = join(folder, 'cases.jsonl');
  const write = ['-run', '^TestWriteDifferential$', '-args', '-out', file, '-n', n, '-seed', seed];
  execFileSync('go', ['test', '-count=1', './surveys/logic', ...write], { cwd: root, stdio: 'pipe' });
}, 300_000);

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true });
});

it('agrees with Go on every generated case', () => {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(given ? 1000 : Number(n));
  const differing = lines.filter((line) => {
    const { sections, answers, shown } = JSON.parse(line) as Case;
    const got = visible({ sections }, answers);
    return got.size !== shown.length || !shown.every((code) => got.has(code));
  });
  process.stdout.write(`${lines.length} generated cases, ${differing.length} differ (${given || `seed ${seed}`})\n`);
  expect(differing.slice(0, 3), `TOUCHSTONE_DIFF_SEED=${seed}`).toEqual([]);
}, 120_000);
