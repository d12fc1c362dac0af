// Writes a .gz beside every script of the build, so that the server sends stored bytes, and fails when one is over its
// budget: a respondent on a slow network pays for every byte before the first answer.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KIB = 1024;
const LIMIT = 8 * KIB;
const root = new URL('../../dist/form/', import.meta.url);
let over = 0;

// One manifest for the server, whatever number of builds there were.
const manifests = readdirSync(root).filter((n) => /^manifest.*\.json$/.test(n));
const read = (name) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
writeFileSync(new URL('manifest.json', root), JSON.stringify(Object.assign({}, ...manifests.map(read)), null, 2));
for (const name of manifests) if (name !== 'manifest.json') rmSync(new URL(name, root));

for (const name of readdirSync(root).filter((n) => n.endsWith('.js'))) {
  const packed = gzipSync(readFileSync(new URL(name, root)), { level: 9 });
  writeFileSync(new URL(`${name}.gz`, root), packed);
  console.log(`${(packed.length / KIB).toFixed(2)} KiB gz  ${name} (limit ${LIMIT / KIB})`);
  if (packed.length > LIMIT) over++;
}
process.exit(over ? 1 : 0);
