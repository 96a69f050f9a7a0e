import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freshSecrets, Simulator, startSimulator } from '../startSimulator';
import { SecretSource } from '../scenarios/Scenario';
import { SiteTokenName } from '../scenarios/access';
import { KubeTokenName } from '../scenarios/kubernetes/kubeAccess';

/** What `simulator.json` in the state folder holds. */
interface SimulatorState {
  controlUrl: string;
  sites: Array<{
    name: string;
    nodes: { name: string; url: string; fingerprint: string }[];
    caFile: string;
    tokens: Record<SiteTokenName, { id: string; secret: string }>;
    user: { username: string; password: string };
  }>;
  managementClusters: Array<{
    name: string;
    stack: string;
    url: string;
    caFile: string;
    /** With all rights. */
    kubeconfigFile: string;
    tokens: Record<KubeTokenName, string>;
  }>;
}

/**
 * Starts a simulator for people: prints what a client needs, and writes the same into the state folder, which also
 * keeps the tokens from one start to the next.
 */
export async function runSimulator(options: {
  scenario?: string;
  speed?: number;
  pvePort?: number;
  kubePort?: number;
  kubernetes?: boolean;
  controlPort?: number;
  stateDir?: string;
  write: (text: string) => void;
}): Promise<Simulator> {
  const stateDir = options.stateDir && resolve(options.stateDir);
  const stateFile = stateDir && join(stateDir, 'simulator.json');
  const before = stateFile ? await readState(stateFile) : undefined;
  const simulator = await startSimulator({
    scenario: options.scenario,
    clock: options.speed ? { speed: options.speed } : 'system',
    pvePort: options.pvePort,
    controlPort: options.controlPort ?? 0,
    logger: line => options.write(`${line}\n`),
    secrets: keepSecrets(before),
    kubernetes: options.kubernetes ?? true,
    kubePort: options.kubePort,
    kubeTokens: name =>
      before?.managementClusters?.find(cluster => cluster.name === name)
        ?.tokens ?? {},
  });
  const state = describe(simulator, stateDir ?? '');
  if (stateDir && stateFile) {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    for (const site of simulator.sites) {
      await writeFile(join(stateDir, `${site.name}-ca.pem`), site.caPem);
    }
    for (const cluster of simulator.managementClusters) {
      const file = join(stateDir, `${cluster.name}-ca.pem`);
      await writeFile(file, cluster.caPem);
      await writeSecret(
        join(stateDir, `${cluster.name}.kubeconfig`),
        cluster.kubeconfig(),
      );
    }
    await writeSecret(stateFile, `${JSON.stringify(state, undefined, 2)}\n`);
  }
  options.write(print(simulator, state, Boolean(stateDir)));
  return simulator;
}

function describe(simulator: Simulator, stateDir: string): SimulatorState {
  return {
    controlUrl: simulator.controlUrl ?? '',
    sites: simulator.sites.map(site => ({
      name: site.name,
      nodes: site.nodes,
      caFile: join(stateDir, `${site.name}-ca.pem`),
      tokens: site.tokens,
      user: site.user,
    })),
    managementClusters: simulator.managementClusters.map(cluster => ({
      name: cluster.name,
      stack: cluster.stack,
      url: cluster.url,
      caFile: join(stateDir, `${cluster.name}-ca.pem`),
      kubeconfigFile: join(stateDir, `${cluster.name}.kubeconfig`),
      tokens: cluster.tokens,
    })),
  };
}

/** The file appears whole: whoever waits for it never reads half of it. It holds secrets, if only simulated ones. */
async function writeSecret(file: string, text: string) {
  const draft = `${file}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

async function readState(file: string): Promise<SimulatorState | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw new Error(
      `${file} is not what a simulator wrote (${error}). Delete it and start again.`,
    );
  }
}

function keepSecrets(state: SimulatorState | undefined): SecretSource {
  const fresh = freshSecrets();
  return siteName => {
    const secrets = fresh(siteName);
    const known = state?.sites.find(site => site.name === siteName)?.tokens;
    for (const name of Object.keys(secrets) as SiteTokenName[]) {
      secrets[name] = known?.[name]?.secret || secrets[name];
    }
    return secrets;
  };
}

function print(
  simulator: Simulator,
  state: SimulatorState,
  hasFiles: boolean,
): string {
  const lines = state.sites.flatMap((site, index) => [
    '',
    `Proxmox VE site ${site.name}`,
    ...site.nodes.map(
      node => `  ${node.name}  ${node.url}  SHA-256 ${node.fingerprint}`,
    ),
    `  CA file  ${hasFiles ? site.caFile : '(below; --state-dir writes it)'}`,
    `  login    ${site.user.username}  ${site.user.password}`,
    ...Object.entries(site.tokens).map(
      ([name, token]) => `  token    ${name}: ${token.id}=${token.secret}`,
    ),
    ...(hasFiles ? [] : [simulator.sites[index].caPem.trim()]),
  ]);
  const kubernetes = state.managementClusters.flatMap((cluster, index) => [
    '',
    `Management cluster ${cluster.name} (stack ${cluster.stack})  ${cluster.url}`,
    ...(hasFiles
      ? [
          `  kubeconfig  ${cluster.kubeconfigFile}`,
          `  CA file     ${cluster.caFile}`,
        ]
      : [simulator.managementClusters[index].kubeconfig().trim()]),
    ...Object.entries(cluster.tokens).map(
      ([name, token]) => `  token       ${name}: ${token}`,
    ),
  ]);
  return `${[...lines, ...kubernetes].join('\n')}\n\nControl API  ${
    state.controlUrl
  }\nReady. Ctrl-C ends it.\n`;
}
