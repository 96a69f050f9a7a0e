import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTables } from './buildTables';

/*
 * Writes the modules of ../generated anew from the schemas that the projects
 * publish; only facts go over (names, types, limits, rules), never the prose:
 *   RACKSTAGE_SHARED=../shared yarn tsx \
 *     packages/simulator/src/kube/object/generate/cli.ts <folder to write to>
 */
function main([target]: string[]): void {
  const root = process.env.RACKSTAGE_SHARED;
  if (!root || !target) {
    throw new Error(
      'Name the folder to write to, and set RACKSTAGE_SHARED to the folder that holds crds/.',
    );
  }
  for (const [name, text] of Object.entries(buildTables(join(root, 'crds')))) {
    writeFileSync(join(target, `${name}.ts`), text);
  }
}

main(process.argv.slice(2));
