import { Answer, Call, Handlers } from '../Call';

const serviceDescriptions: Record<string, string> = {
  corosync: 'Corosync Cluster Engine',
  cron: 'Regular background program processing daemon',
  ksmtuned: 'Kernel Samepage Merging (KSM) Tuning Daemon',
  postfix: 'Postfix Mail Transport Agent',
  'proxmox-firewall': 'Proxmox nftables firewall',
  'pve-cluster': 'The Proxmox VE cluster filesystem',
  'pve-firewall': 'Proxmox VE firewall',
  'pve-ha-crm': 'PVE Cluster HA Resource Manager Daemon',
  'pve-ha-lrm': 'PVE Local HA Resource Manager Daemon',
  pvedaemon: 'PVE API Daemon',
  pvefw_logger: 'Proxmox VE firewall logger',
  pveproxy: 'PVE API Proxy Server',
  pvescheduler: 'Proxmox VE scheduler',
  pvestatd: 'PVE Status Daemon',
  qmeventd: 'PVE Qemu Event Daemon',
  spiceproxy: 'PVE SPICE Proxy Server',
  sshd: 'OpenBSD Secure Shell server',
  'systemd-journald': 'Journal Service',
};

function serviceRow(call: Call, service: string) {
  const state = call.world.node(call.node).serviceStates[service] ?? 'running';
  return {
    service,
    name: service,
    desc: serviceDescriptions[service],
    state,
    'active-state': state === 'running' ? 'active' : 'inactive',
    'unit-state': 'enabled',
  };
}

function changeService(action: string, state: 'running' | 'dead') {
  return (call: Call) => {
    const service = call.text('service');
    return call.startTask(
      { type: `srv${action}`, id: service },
      async worker => {
        worker.log(`${action} service ${service}`);
        await worker.work(800);
        call.world.node(call.node).serviceStates[service] = state;
      },
    );
  };
}

function logLines(call: Call): string[] {
  const when = new Date(call.site.clock.now()).toUTCString().slice(5, 25);
  const started = Object.entries(serviceDescriptions).map(
    ([, text]) => `${when} ${call.node} systemd[1]: Started ${text}.`,
  );
  const tasks = call.world.log
    .filter(entry => entry.node === call.node)
    .map(
      entry =>
        `${when} ${call.node} pvedaemon[1054]: <${entry.user}> ${entry.message}`,
    );
  return [...started, ...tasks];
}

function syslog(call: Call) {
  const lines = logLines(call);
  const start = call.optionalInteger('start') ?? 0;
  const limit = call.optionalInteger('limit') ?? 50;
  return new Answer(
    lines.map((t, index) => ({ n: index + 1, t })).slice(start, start + limit),
    { total: lines.length },
  );
}

/** Services of a node and what they wrote. */
export const nodeServiceRoutes: Handlers = {
  'GET /nodes/{node}/services': call =>
    Object.keys(serviceDescriptions).map(name => serviceRow(call, name)),
  'GET /nodes/{node}/services/{service}/state': call =>
    serviceRow(call, call.text('service')),
  'POST /nodes/{node}/services/{service}/start': changeService(
    'start',
    'running',
  ),
  'POST /nodes/{node}/services/{service}/stop': changeService('stop', 'dead'),
  'POST /nodes/{node}/services/{service}/restart': changeService(
    'restart',
    'running',
  ),
  'POST /nodes/{node}/services/{service}/reload': changeService(
    'reload',
    'running',
  ),
  'GET /nodes/{node}/syslog': syslog,
  'GET /nodes/{node}/journal': call =>
    logLines(call).slice(-(call.optionalInteger('lastentries') ?? 500)),
};
