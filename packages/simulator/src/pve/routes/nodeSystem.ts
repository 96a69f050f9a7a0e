import { createHash, X509Certificate } from 'node:crypto';
import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { nodeSamples } from '../guests/samples';
import { NodeState } from '../world/types';

const nodeOf = (call: Call): NodeState => call.world.node(call.node);

function certificates(call: Call) {
  const pems = [
    ['pve-root-ca.pem', call.site.caPem],
    ['pve-ssl.pem', nodeOf(call).certificatePem || call.site.caPem],
  ];
  return pems
    .filter(([, pem]) => pem)
    .map(([filename, pem]) => {
      const certificate = new X509Certificate(pem);
      const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);
      return {
        filename,
        fingerprint: certificate.fingerprint256,
        issuer: `/${certificate.issuer.split('\n').join('/')}`,
        subject: `/${certificate.subject.split('\n').join('/')}`,
        notbefore: seconds(certificate.validFrom),
        notafter: seconds(certificate.validTo),
        'public-key-type': 'id-ecPublicKey',
        'public-key-bits': 256,
        pem,
        san:
          filename === 'pve-ssl.pem'
            ? [call.node, `${call.node}.local`, '127.0.0.1', 'localhost']
            : [],
      };
    });
}

function getTime(call: Call) {
  const time = call.site.clock.seconds();
  return { time, localtime: time, timezone: nodeOf(call).timezone };
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function getConfig(call: Call) {
  const { config } = nodeOf(call);
  return { ...config, digest: digest(JSON.stringify(config)) };
}

function putConfig(call: Call) {
  const { config } = nodeOf(call);
  const skip = new Set(['node', 'delete', 'digest']);
  for (const [name, value] of Object.entries(call.parameters)) {
    if (!skip.has(name))
      config[name] = Array.isArray(value) ? value.join(',') : value;
  }
  for (const name of call.list('delete')) delete config[name];
  return null;
}

function putDns(call: Call) {
  const { dns } = nodeOf(call);
  for (const name of ['search', 'dns1', 'dns2', 'dns3']) {
    const value = call.optionalText(name);
    if (value !== undefined) dns[name] = value;
  }
  return null;
}

function subscription() {
  return {
    status: 'notfound',
    message: 'There is no subscription key',
    serverid: digest('simulator').slice(0, 32).toUpperCase(),
    url: 'https://www.proxmox.com/en/proxmox-virtual-environment/pricing',
  };
}

function disks() {
  return [
    {
      devpath: '/dev/nvme0n1',
      type: 'nvme',
      model: 'SAMSUNG MZQL2960HCJR',
      serial: 'S64FNE0R000001',
      vendor: 'unknown',
      size: 960_197_124_096,
      used: 'LVM',
      health: 'PASSED',
      wearout: 97,
      gpt: 1,
      rpm: 0,
      wwn: 'eui.0000000000000001',
      osdid: -1,
      'osdid-list': null,
      mounted: 0,
    },
  ];
}

function power(call: Call) {
  const command = call.text('command');
  call.site.log(
    `node ${call.node}: ${command} requested; use the node-down fault to simulate it`,
  );
  return null;
}

function report(call: Call): string {
  const { version } = call.world;
  return `==== general system info ====\n\n# hostname\n${call.node}\n\n# pveversion --verbose\nproxmox-ve: ${version.release}.0\npve-manager: ${version.version}\n`;
}

function netstat(call: Call) {
  return [...call.world.guests.values()]
    .filter(guest => guest.node === call.node && guest.status === 'running')
    .map(guest => ({
      dev: `${guest.type === 'qemu' ? 'tap' : 'veth'}${guest.vmid}i0`,
      vmid: String(guest.vmid),
      in: '0',
      out: '0',
    }));
}

function packages() {
  return ['proxmox-ve', 'pve-manager', 'qemu-server', 'pve-container'].map(
    name => ({
      Package: name,
      Title: name,
      Version: '9.2.0',
      OldVersion: '9.2.0',
      Arch: 'all',
      Origin: 'Proxmox',
      Section: 'admin',
      Priority: 'optional',
      CurrentState: 'Installed',
      Description: name,
    }),
  );
}

/** The system of a node: time, names, disks, packages, certificates. */
export const nodeSystemRoutes: Handlers = {
  'POST /nodes/{node}/status': power,
  'GET /nodes/{node}/rrddata': nodeSamples,
  'GET /nodes/{node}/rrd': call => ({
    filename: `/var/lib/rrdcached/db/pve-node-9.0/${call.node}_${call.text(
      'timeframe',
    )}.png`,
  }),
  'GET /nodes/{node}/certificates/info': certificates,
  'GET /nodes/{node}/time': getTime,
  'PUT /nodes/{node}/time': call => {
    nodeOf(call).timezone = call.text('timezone');
    return null;
  },
  'GET /nodes/{node}/dns': call => ({ ...nodeOf(call).dns }),
  'PUT /nodes/{node}/dns': putDns,
  'GET /nodes/{node}/hosts': call => ({
    data: nodeOf(call).hosts,
    digest: digest(nodeOf(call).hosts),
  }),
  'POST /nodes/{node}/hosts': call => {
    nodeOf(call).hosts = call.text('data');
    return null;
  },
  'GET /nodes/{node}/config': getConfig,
  'PUT /nodes/{node}/config': putConfig,
  'GET /nodes/{node}/subscription': subscription,
  'POST /nodes/{node}/subscription': () => null,
  'PUT /nodes/{node}/subscription': () => {
    throw badParameters({ key: 'invalid subscription key' });
  },
  'DELETE /nodes/{node}/subscription': () => null,
  'GET /nodes/{node}/disks/list': disks,
  'GET /nodes/{node}/disks/smart': call => {
    if (!disks().some(disk => disk.devpath === call.text('disk'))) {
      throw failure(`no such disk '${call.text('disk')}'`);
    }
    return { health: 'PASSED', type: 'ata', attributes: [] };
  },
  'GET /nodes/{node}/report': report,
  'GET /nodes/{node}/netstat': netstat,
  'GET /nodes/{node}/apt/versions': packages,
  'GET /nodes/{node}/apt/update': () => [],
  'POST /nodes/{node}/apt/update': call =>
    call.startTask({ type: 'aptupdate', id: '' }, async worker => {
      worker.log('starting apt-get update');
      await worker.work(3000);
    }),
  'GET /nodes/{node}/replication': call =>
    [...call.world.section('replicationJobs').values()].filter(
      row =>
        call.world.guests.get(Number(row.guest))?.node === call.node &&
        call.may(`/vms/${row.guest}`, 'VM.Audit'),
    ),
  'POST /nodes/{node}/wakeonlan': call => {
    throw failure(`No wake on LAN MAC address defined for '${call.node}'!`);
  },
  'GET /nodes/{node}/firewall/options': () => ({ digest: digest('') }),
  'PUT /nodes/{node}/firewall/options': () => null,
};
