import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatorState } from '../demo/SimulatorState';
import type { ReadmeConfig, ReadmeTemplate } from './readReadme';

/** The variable that README's configuration takes the token's secret from. */
export const SECRET_VARIABLE = 'FRA_TOKEN_SECRET';

/**
 * Writes README's configuration with the addresses of the simulated cluster,
 * and what a trial needs beside it. Returns the files in the order of loading.
 */
export function writeConfig(options: {
  portal: string;
  readme: ReadmeConfig;
  template: ReadmeTemplate;
  state: SimulatorState;
  port: number;
}): string[] {
  const { portal, readme, template, state, port } = options;
  const [cluster] = readme.proxmox.clusters;
  const site = findSite(state, cluster.name);
  if (cluster.auth.tokenSecret !== `\${${SECRET_VARIABLE}}`) {
    throw new Error(`README.md: expected the secret in ${SECRET_VARIABLE}.`);
  }
  const config = {
    ...readme,
    ...template,
    proxmox: {
      ...readme.proxmox,
      clusters: [
        {
          ...cluster,
          endpoints: site.nodes.map(({ url }) => url),
          tls: { ca: { $file: site.caFile } },
          auth: { ...cluster.auth, tokenId: site.tokens.inventory.id },
        },
      ],
    },
  };
  const url = `http://localhost:${port}`;
  const trial = {
    app: { baseUrl: url },
    backend: { baseUrl: url, listen: { host: '127.0.0.1', port } },
    auth: {
      providers: {
        guest: {
          // Nobody whom the new portal's example catalogue knows: the groups
          // of an entity would win over those named here.
          userEntityRef: 'user:default/trial',
          ownershipEntityRefs: ['${TRIAL_GROUP}'],
        },
      },
    },
  };
  return [
    join(portal, 'app-config.yaml'),
    write(portal, 'app-config.readme.yaml', config),
    write(portal, 'app-config.trial.yaml', trial),
  ];
}

/** The simulated cluster of that name. */
export function findSite(state: SimulatorState, name: string) {
  const site = state.sites.find(candidate => candidate.name === name);
  if (!site) {
    throw new Error(
      `README.md configures a cluster ${name}, which the simulator has not.`,
    );
  }
  return site;
}

function write(portal: string, name: string, content: object): string {
  const file = join(portal, name);
  writeFileSync(file, JSON.stringify(content, undefined, 2), { mode: 0o600 });
  return file;
}
