import { randomBytes } from 'node:crypto';
import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { guestName } from '../guests/guestName';
import { Guest } from '../world/types';

let nextPort = 5900;

function consoleTicket(call: Call): string {
  return call.site.sessions.issueTicket(call.caller.authid, 'PVEVNC');
}

/** A port for the viewer and the task that waits for it. */
function openConsole(call: Call, id: string | number) {
  nextPort = nextPort >= 5999 ? 5900 : nextPort + 1;
  const upid = call.startTask({ type: 'vncproxy', id }, async worker => {
    // Nobody connects through the simulator, so the wait for a viewer ends it.
    await worker.work(10_000);
    throw failure('connection timed out');
  });
  return {
    user: call.caller.authid,
    ticket: consoleTicket(call),
    port: String(nextPort),
    upid,
  };
}

function demandPoweredOn(guest: Guest): void {
  if (guest.status === 'running') return;
  throw failure(
    `${guest.type === 'qemu' ? 'VM' : 'CT'} ${guest.vmid} not running`,
  );
}

function vncproxy(call: Call) {
  const guest = call.guest();
  return {
    ...openConsole(call, guest.vmid),
    cert: call.site.caPem,
    // Asked for or not: 9.2 always answers one, 9.1 only when asked.
    password: randomBytes(6).toString('base64'),
  };
}

function termproxy(call: Call) {
  return openConsole(call, call.guest().vmid);
}

function spice(call: Call, title: string) {
  const { upid: _, ...rest } = { upid: '', ...spiceFile(call, title) };
  return rest;
}

function spiceFile(call: Call, title: string) {
  return {
    type: 'spice',
    host: `pvespiceproxy:${Math.floor(call.site.clock.seconds()).toString(
      16,
    )}:${call.node}`,
    proxy: `http://${call.optionalText('proxy') ?? call.node}:3128`,
    'tls-port': 61000,
    password: randomBytes(12).toString('hex'),
    title,
    ca: call.site.caPem.replace(/\n/g, '\\n'),
    'host-subject': `OU=PVE Cluster Node,O=Proxmox Virtual Environment,CN=${call.node}.local`,
    'delete-this-file': 1,
    'secure-attention': 'Ctrl+Alt+Ins',
    'release-cursor': 'Ctrl+Alt+R',
    'toggle-fullscreen': 'Shift+F11',
  };
}

function guestSpice(call: Call) {
  const guest = call.guest();
  demandPoweredOn(guest);
  return spice(
    call,
    `${guest.type === 'qemu' ? 'VM' : 'CT'} ${guest.vmid} - ${guestName(
      guest,
    )}`,
  );
}

function monitor(call: Call) {
  const guest = call.guest();
  const command = call.text('command');
  if (guest.status !== 'running') throw failure(`VM ${guest.vmid} not running`);
  if (/^info status/.test(command)) {
    return `VM status: ${guest.isPaused ? 'paused' : 'running'}\r\n`;
  }
  return `unknown command: '${command}'\r\n`;
}

function nodeConsole(call: Call, type: string) {
  nextPort = nextPort >= 5999 ? 5900 : nextPort + 1;
  const upid = call.startTask({ type, id: '' }, async worker => {
    await worker.work(10_000);
    throw failure('connection timed out');
  });
  return {
    user: call.caller.authid,
    ticket: consoleTicket(call),
    port: nextPort,
    upid,
  };
}

/** Tickets for consoles; the streams behind them are not simulated. */
export const guestConsoleRoutes: Handlers = {
  'POST /nodes/{node}/qemu/{vmid}/vncproxy': vncproxy,
  'POST /nodes/{node}/lxc/{vmid}/vncproxy': vncproxy,
  'POST /nodes/{node}/qemu/{vmid}/termproxy': termproxy,
  'POST /nodes/{node}/lxc/{vmid}/termproxy': termproxy,
  'POST /nodes/{node}/qemu/{vmid}/spiceproxy': guestSpice,
  'POST /nodes/{node}/lxc/{vmid}/spiceproxy': guestSpice,
  'POST /nodes/{node}/qemu/{vmid}/monitor': monitor,
  'PUT /nodes/{node}/qemu/{vmid}/sendkey': call => {
    demandPoweredOn(call.guest());
    return null;
  },
  'POST /nodes/{node}/termproxy': call => nodeConsole(call, 'vncshell'),
  'POST /nodes/{node}/vncshell': call => ({
    ...nodeConsole(call, 'vncshell'),
    cert: call.site.caPem,
  }),
  'POST /nodes/{node}/spiceshell': call => {
    const file = spice(call, `Shell on '${call.node}'`);
    return file;
  },
};
