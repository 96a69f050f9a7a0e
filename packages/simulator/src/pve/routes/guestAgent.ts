import { failure } from '../ApiError';
import { Call, Handler, Handlers } from '../Call';
import { demandAgent } from '../guests/demandAgent';
import { guestLimits } from '../guests/figures';
import { guestName } from '../guests/guestName';
import { Guest } from '../world/types';

const base = '/nodes/{node}/qemu/{vmid}/agent';
const noSuchProcess = 'Agent error: PID %s does not exist';

const commandNames = [
  'guest-ping',
  'guest-exec',
  'guest-exec-status',
  'guest-file-open',
  'guest-file-read',
  'guest-file-write',
  'guest-fsfreeze-freeze',
  'guest-fsfreeze-status',
  'guest-fsfreeze-thaw',
  'guest-fstrim',
  'guest-get-fsinfo',
  'guest-get-host-name',
  'guest-get-osinfo',
  'guest-get-time',
  'guest-get-users',
  'guest-network-get-interfaces',
  'guest-shutdown',
];

function fileSystems(guest: Guest) {
  const { disk } = guestLimits(guest, 1);
  return [
    {
      name: 'sda1',
      mountpoint: '/',
      type: 'ext4',
      'total-bytes': disk,
      'used-bytes': Math.floor(disk * 0.3),
      disk: [
        {
          dev: '/dev/sda1',
          serial: 'drive-scsi0',
          'bus-type': 'scsi',
          bus: 0,
          unit: 0,
          target: 0,
          'pci-controller': { domain: 0, bus: 9, slot: 1, function: 0 },
        },
      ],
    },
  ];
}

const system = (guest: Guest) => ({
  id: 'ubuntu',
  name: 'Ubuntu',
  'pretty-name': 'Ubuntu 24.04.3 LTS',
  version: '24.04.3 LTS (Noble Numbat)',
  'version-id': '24.04',
  machine: 'x86_64',
  'kernel-release': '6.8.0-51-generic',
  'kernel-version': '#52-Ubuntu SMP PREEMPT_DYNAMIC',
  ...guest.agent?.operatingSystem,
});

/** What the agent answers, by command; the API wraps it in `result`. */
const answers: Record<string, (guest: Guest, call: Call) => unknown> = {
  'get-fsinfo': fileSystems,
  'get-host-name': guest => ({
    'host-name': guest.agent?.hostname ?? guestName(guest),
  }),
  'get-memory-block-info': () => ({ size: 134_217_728 }),
  'get-memory-blocks': () => [
    { 'phys-index': 0, online: true, 'can-offline': false },
    { 'phys-index': 1, online: true, 'can-offline': true },
  ],
  'get-osinfo': system,
  'get-time': (_, call) => call.site.clock.now() * 1_000_000,
  'get-timezone': () => ({ zone: 'UTC', offset: 0 }),
  'get-users': (_, call) => [
    { user: 'root', 'login-time': call.site.clock.now() / 1000 - 3600 },
  ],
  'get-vcpus': guest =>
    Array.from({ length: guestLimits(guest, 1).cpus }, (_, index) => ({
      'logical-id': index,
      online: true,
      'can-offline': index > 0,
    })),
  info: () => ({
    version: '8.2.2',
    supported_commands: commandNames.map(name => ({
      name,
      enabled: true,
      'success-response': true,
    })),
  }),
};

const commands: Record<string, (guest: Guest, call: Call) => unknown> = {
  ping: () => ({}),
  fstrim: () => ({ paths: [{ path: '/', trimmed: 1_048_576, minimum: 0 }] }),
  'fsfreeze-freeze': () => 1,
  'fsfreeze-status': () => 'thawed',
  'fsfreeze-thaw': () => 1,
  'set-user-password': () => ({}),
  shutdown: () => ({}),
  'suspend-disk': () => ({}),
  'suspend-hybrid': () => ({}),
  'suspend-ram': () => ({}),
};

function wrap(answer: (guest: Guest, call: Call) => unknown): Handler {
  return call => ({ result: answer(demandAgent(call), call) });
}

function exec(call: Call) {
  const guest = demandAgent(call);
  const pid = call.site.tasks.nextPid();
  const line = call.list('command').join(' ');
  guest.commands.set(pid, { exitcode: 0, out: outputOf(line) });
  return { pid };
}

/** What a few harmless commands print; everything else runs silently. */
function outputOf(line: string): string {
  if (/cloud-init status/.test(line)) return 'status: done\n';
  const echoed = /^(?:\/bin\/)?echo (.*)$/.exec(line);
  return echoed ? `${echoed[1]}\n` : '';
}

function execStatus(call: Call) {
  const guest = demandAgent(call);
  const done = guest.commands.get(call.integer('pid'));
  if (!done) throw failure(noSuchProcess.replace('%s', call.text('pid')));
  return {
    exited: 1,
    exitcode: done.exitcode,
    ...(done.out ? { 'out-data': done.out } : {}),
  };
}

function fileRead(call: Call) {
  const guest = demandAgent(call);
  const content = guest.agent?.files?.[call.text('file')];
  if (content === undefined) {
    throw failure(
      `can't open file: Agent error: failed to open file '${call.text(
        'file',
      )}' (mode: 'r'): No such file or directory`,
    );
  }
  return { content };
}

function fileWrite(call: Call) {
  const guest = demandAgent(call);
  if (guest.agent) {
    guest.agent.files = {
      ...guest.agent.files,
      [call.text('file')]: call.text('content'),
    };
  }
  return null;
}

function runCommand(call: Call) {
  const name = call.text('command');
  const answer = answers[name] ?? commands[name];
  const guest = demandAgent(call);
  if (!answer)
    throw failure(`Agent error: The command guest-${name} has not been found`);
  return { result: answer(guest, call) };
}

/** What the agent inside a virtual machine offers. */
export const guestAgentRoutes: Handlers = {
  ...Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      `GET ${base}/${name}`,
      wrap(answer),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(commands).map(([name, answer]) => [
      `POST ${base}/${name}`,
      wrap(answer),
    ]),
  ),
  [`POST ${base}`]: runCommand,
  [`POST ${base}/exec`]: exec,
  [`GET ${base}/exec-status`]: execStatus,
  [`GET ${base}/file-read`]: fileRead,
  [`POST ${base}/file-write`]: fileWrite,
};
