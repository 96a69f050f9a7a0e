import { Call, Handlers } from '../Call';
import { diskKeys, diskVolume } from '../guests/figures';
import { guestName } from '../guests/guestName';
import { guestSamples } from '../guests/samples';
import { configDigest, renderConfig } from '../guests/renderConfig';

const cloudInitOptions =
  /^(?:ci(?:user|password|type|upgrade|custom)|sshkeys|nameserver|searchdomain|ipconfig\d+)$/;

function feature(call: Call) {
  const guest = call.guest();
  const wanted = call.text('feature');
  const shared = diskKeys(guest.config).every(key => {
    const volid = diskVolume(guest.config[key]);
    return !volid || call.world.storages.get(volid.split(':')[0])?.isShared;
  });
  const nodes = [...call.world.nodes.keys()].filter(
    n => shared || n === guest.node,
  );
  const hasFeature =
    wanted === 'snapshot' || wanted === 'copy' || wanted === 'clone';
  return {
    hasFeature: Number(hasFeature),
    ...(guest.type === 'qemu' ? { nodes } : {}),
  };
}

function getCloudInit(call: Call) {
  const guest = call.guest();
  const config = renderConfig('qemu', guest.config);
  const names = Object.keys({ ...config, ...guest.pending }).filter(n =>
    cloudInitOptions.test(n),
  );
  return names.map(key => {
    const pending = guest.pending[key];
    return {
      key,
      ...(config[key] === undefined ? {} : { value: config[key] }),
      ...(pending === undefined || pending === null ? {} : { pending }),
      ...(pending === null ? { delete: 1 } : {}),
    };
  });
}

function networkDump(call: Call): string {
  const guest = call.guest();
  const rows = Object.keys(guest.config)
    .filter(key => /^ipconfig\d+$/.test(key))
    .map(key => `      # eth${key.slice(8)}: ${guest.config[key]}\n`);
  return `version: 1\nconfig:\n    - type: physical\n      name: eth0\n${rows.join(
    '',
  )}`;
}

function dumpCloudInit(call: Call): string {
  const guest = call.guest();
  const type = call.text('type');
  if (type === 'network') return networkDump(call);
  if (type === 'meta') return `instance-id: ${configDigest(guest)}\n`;
  const lines = [
    '#cloud-config',
    `hostname: ${guestName(guest)}`,
    'manage_etc_hosts: true',
    ...(guest.config.ciuser ? [`user: ${guest.config.ciuser}`] : []),
    ...(guest.config.sshkeys
      ? [
          'ssh_authorized_keys:',
          ...decodeURIComponent(String(guest.config.sshkeys))
            .trim()
            .split('\n')
            .map(k => `  - ${k}`),
        ]
      : []),
    'chpasswd:',
    '  expire: False',
    'package_upgrade: true',
  ];
  return `${lines.join('\n')}\n`;
}

/** The rest of what guests offer: features, cloud-init, samples. */
export const guestExtraRoutes: Handlers = {
  'GET /nodes/{node}/qemu/{vmid}/feature': feature,
  'GET /nodes/{node}/lxc/{vmid}/feature': feature,
  'GET /nodes/{node}/qemu/{vmid}/cloudinit': getCloudInit,
  'PUT /nodes/{node}/qemu/{vmid}/cloudinit': call => {
    call.guest();
    return null;
  },
  'GET /nodes/{node}/qemu/{vmid}/cloudinit/dump': dumpCloudInit,
  'GET /nodes/{node}/qemu/{vmid}/rrddata': call =>
    guestSamples(call, call.guest()),
  'GET /nodes/{node}/lxc/{vmid}/rrddata': call =>
    guestSamples(call, call.guest()),
  'GET /nodes/{node}/qemu/{vmid}/rrd': call => ({
    filename: `/var/lib/rrdcached/db/pve-vm-9.0/${
      call.guest().vmid
    }_${call.text('timeframe')}.png`,
  }),
  'GET /nodes/{node}/lxc/{vmid}/rrd': call => ({
    filename: `/var/lib/rrdcached/db/pve-vm-9.0/${
      call.guest().vmid
    }_${call.text('timeframe')}.png`,
  }),
};
