// Finishes a build: writes a .gz and a .br beside every text file, so that the server sends stored bytes and spends no
// CPU, and fails when what the first page loads, or the charts, are over their budget.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const KIB = 1024;
const root = fileURLToPath(new URL('../../dist/console/', import.meta.url));
const sizes = new Map();

for (const name of readdirSync(root, { recursive: true })) {
  const path = join(root, name);
  if (!/\.(js|css|svg)$/.test(name) || statSync(path).size < KIB) continue;
  const raw = readFileSync(path);
  const gz = gzipSync(raw, { level: 9 });
  const br = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(`${path}.gz`, gz);
  writeFileSync(`${path}.br`, br);
  sizes.set(name, gz.length);
}

const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
rmSync(join(root, 'manifest.json'));

// weigh adds up what a set of modules loads before it can run: the chunks themselves, what they import, and styles.
function weigh(names) {
  const seen = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const css of chunk.css ?? []) seen.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const name of names) {
    if (!manifest[name]) throw new Error(`${name} is not in the build`);
    visit(name);
  }
  return [...seen].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) / KIB;
}

const shell = ['index.html', '../../locales/zh.json'];
const first = weigh([...shell, 'src/pages/overview/Overview.tsx']);
const charts = weigh([...shell, 'src/charts/Drawing.tsx']) - weigh(shell);
let over = 0;
for (const [what, size, limit] of [
  ['first route', first, 430],
  ['charts', charts, 230],
]) {
  console.log(`${size.toFixed(1)} KiB gz  ${what} (limit ${limit})`);
  if (size > limit) over++;
}
process.exit(over ? 1 : 0);
