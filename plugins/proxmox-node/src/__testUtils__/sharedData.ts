import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** A folder of the shared data: beside the repository, or in the folder that RACKSTAGE_SHARED names. */
export function sharedFolder(...path: string[]): string {
  const shared =
    process.env.RACKSTAGE_SHARED ??
    resolvePackagePath('@rackstage/plugin-proxmox-node', '../../../shared');
  return join(shared, ...path);
}

/** `describe` where the folder is there or must be (in CI), else `describe.skip`. */
export function describeWith(folder: string): jest.Describe {
  if (!existsSync(folder) && !process.env.CI) {
    process.stdout.write(
      `Nothing in ${folder}: these tests are skipped. Set RACKSTAGE_SHARED to run them.\n`,
    );
    return describe.skip;
  }
  return describe;
}
