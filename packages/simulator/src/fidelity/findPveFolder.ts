import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The nearest folder above that is a repository's root. */
function repositoryRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'backstage.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return start;
    folder = parent;
  }
  return folder;
}

/**
 * A folder of the shared data: below the folder that RACKSTAGE_SHARED names, or
 * below `shared` beside the repository.
 *
 * @returns the folder, whether or not it exists
 */
export function sharedFolderPath(...path: string[]): string {
  const shared =
    process.env.RACKSTAGE_SHARED ??
    resolve(repositoryRoot(process.cwd()), '..', 'shared');
  return join(shared, ...path);
}

/** The folder with the official API schema and the recordings, whether or not it exists. */
export function pveFolderPath(): string {
  return sharedFolderPath('pve');
}

/**
 * The same, for those who cannot do without.
 *
 * @throws Error when the folder is not there, with the way to name it
 */
export function findPveFolder(): string {
  const folder = pveFolderPath();
  if (!existsSync(join(folder, 'api-schema.json'))) {
    throw new Error(
      `The recordings are not at ${folder}. Put the shared data beside the repository or name its folder in RACKSTAGE_SHARED.`,
    );
  }
  return folder;
}
