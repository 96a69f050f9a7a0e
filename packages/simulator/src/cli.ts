import { parseArgs } from 'node:util';
import { runSimulator } from './command/runSimulator';

const usage = `Usage: yarn simulator [options]

  --scenario NAME       what is simulated; default: default
  --speed N             task durations run N times as fast; default: 1
  --pve-port N          first port of the Proxmox API hosts; default: any free ports
  --kube-port N         first port of the Kubernetes API servers; default: any free ports
  --no-kubernetes       only the Proxmox sites, without management clusters
  --control-port N      port of the control API; default: any free port
  --state-dir DIR       write CA files and simulator.json there, keep tokens across starts
  --help                this text
`;

async function main() {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      speed: { type: 'string' },
      'pve-port': { type: 'string' },
      'kube-port': { type: 'string' },
      'no-kubernetes': { type: 'boolean' },
      'control-port': { type: 'string' },
      'state-dir': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const simulator = await runSimulator({
    scenario: values.scenario,
    speed: readNumber('--speed', values.speed, { least: 0.001, most: 100_000 }),
    pvePort: readPort('--pve-port', values['pve-port']),
    kubePort: readPort('--kube-port', values['kube-port']),
    kubernetes: !values['no-kubernetes'],
    controlPort: readPort('--control-port', values['control-port']),
    stateDir: values['state-dir'],
    write: text => process.stdout.write(text),
  });
  const stop = () => {
    simulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function readPort(option: string, text: string | undefined) {
  const port = readNumber(option, text, { least: 1, most: 65_535 });
  if (port !== undefined && !Number.isInteger(port)) {
    throw new Error(`${option} takes a whole number, not '${text}'.`);
  }
  return port;
}

function readNumber(
  option: string,
  text: string | undefined,
  range: { least: number; most: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= range.least && value <= range.most)) {
    throw new Error(
      `${option} takes a number from ${range.least} to ${range.most}, not '${text}'.`,
    );
  }
  return value;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
