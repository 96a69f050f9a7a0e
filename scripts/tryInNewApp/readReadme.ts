import { parse } from 'yaml';

/** A `yarn add` of README: into which workspace, which packages. */
export interface AddedPackages {
  workspace: string;
  names: string[];
}

/** What README tells somebody to do who installs the plugins. */
export interface ReadmeInstructions {
  packages: AddedPackages[];
  backendLines: string[];
  config: ReadmeConfig;
  policy: { source: string; packages: AddedPackages[]; backendLines: string[] };
  template: ReadmeTemplate;
}

/** Where README says that the template is; it is copied there. */
export interface ReadmeTemplate {
  catalog: { locations: { target: string }[] };
}

/** The configuration that README shows; only the parts that are replaced are named. */
export interface ReadmeConfig {
  proxmox: {
    clusters: {
      name: string;
      title: string;
      endpoints: string[];
      tls: { ca: { $file: string } };
      auth: { tokenId: string; tokenSecret: string };
    }[];
  };
}

/**
 * Takes the instructions out of README's code blocks, so that what is tried is
 * what README says. A block is found by the comment `try-in-new-app: <name>`
 * before it; a missing one throws.
 */
export function readReadme(readme: string): ReadmeInstructions {
  return {
    packages: readAdds(readBlock(readme, 'packages')),
    backendLines: readLines(readBlock(readme, 'backend')),
    config: parse(readBlock(readme, 'config')),
    policy: {
      source: readBlock(readme, 'policy'),
      packages: readAdds(readBlock(readme, 'policy-packages')),
      backendLines: readLines(readBlock(readme, 'policy-backend')),
    },
    template: parse(readBlock(readme, 'template')),
  };
}

function readBlock(readme: string, name: string): string {
  const pattern = new RegExp(
    `<!-- try-in-new-app: ${name} -->\\s+\`\`\`\\w+\\n([^]*?)\\n\`\`\``,
  );
  const match = pattern.exec(readme);
  if (!match) {
    throw new Error(
      `README.md has no code block after the comment "try-in-new-app: ${name}".`,
    );
  }
  return match[1];
}

function readLines(block: string): string[] {
  return block.split('\n').filter(line => line.trim() !== '');
}

function readAdds(block: string): AddedPackages[] {
  return readLines(block).map(line => {
    const match = /^yarn --cwd (\S+) add (.+)$/.exec(line);
    if (!match) {
      throw new Error(
        `README.md: expected "yarn --cwd <folder> add <packages>", not "${line}".`,
      );
    }
    return { workspace: match[1], names: match[2].trim().split(/\s+/) };
  });
}
