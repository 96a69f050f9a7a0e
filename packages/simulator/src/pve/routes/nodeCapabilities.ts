import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';

const intel =
  'Broadwell Cascadelake-Server Haswell Icelake-Server IvyBridge Nehalem SandyBridge SapphireRapids Skylake-Server Westmere';
const amd = 'EPYC EPYC-Genoa EPYC-Milan EPYC-Rome Opteron_G5';
const common =
  'host kvm64 max qemu64 x86-64-v2 x86-64-v2-AES x86-64-v3 x86-64-v4';

function cpuModels() {
  const rows = (vendor: string, names: string) =>
    names.split(' ').map(name => ({ name, vendor, custom: 0 }));
  return [
    ...rows('GenuineIntel', intel),
    ...rows('AuthenticAMD', amd),
    ...rows('default', common),
  ];
}

function machines() {
  return ['10.1', '10.0', '9.2', '9.0', '8.2'].flatMap(version => [
    { id: `pc-i440fx-${version}`, type: 'i440fx', version },
    { id: `pc-q35-${version}`, type: 'q35', version },
  ]);
}

/** Appliances that the node's index offers for download. */
const appliances = [
  {
    package: 'debian-13-standard',
    version: '13.1-2',
    os: 'debian-13',
    section: 'system',
    headline: 'Debian 13 Trixie (standard)',
  },
  {
    package: 'ubuntu-24.04-standard',
    version: '24.04-2',
    os: 'ubuntu-24.04',
    section: 'system',
    headline: 'Ubuntu 24.04 Noble (standard)',
  },
  {
    package: 'alpine-3.22-default',
    version: '20250617',
    os: 'alpine',
    section: 'system',
    headline: 'LXC default image for alpine 3.22',
  },
  {
    package: 'debian-12-turnkey-postgresql',
    version: '18.1-1',
    os: 'debian-12',
    section: 'turnkeylinux',
    headline: 'TurnKey PostgreSQL',
  },
  {
    package: 'debian-12-turnkey-mysql',
    version: '18.1-1',
    os: 'debian-12',
    section: 'turnkeylinux',
    headline: 'TurnKey MySQL',
  },
].map(row => {
  const template = `${row.package}_${row.version}_amd64.tar.${
    row.section === 'system' ? 'zst' : 'gz'
  }`;
  const folder =
    row.section === 'system' ? 'images/system' : 'images/turnkeylinux';
  return {
    ...row,
    template,
    type: 'lxc',
    architecture: 'amd64',
    source:
      row.section === 'system'
        ? 'http://download.proxmox.com'
        : 'https://releases.turnkeylinux.org/pve',
    location: `http://download.proxmox.com/${folder}/${template}`,
    infopage: 'https://pve.proxmox.com/wiki/Linux_Container',
    maintainer: 'Proxmox Support Team <support@proxmox.com>',
    description: row.headline,
    sha512sum: '0'.repeat(128),
  };
});

function downloadAppliance(call: Call) {
  const template = call.text('template');
  if (!appliances.some(row => row.template === template)) {
    throw badParameters({ template: 'no such template' });
  }
  const storage = call.text('storage');
  return call.startTask({ type: 'download', id: template }, async worker => {
    worker.log(`downloading ${template}`);
    await worker.work(4000);
    const volid = `${storage}:vztmpl/${template}`;
    if (call.world.findVolume(volid, call.node)) return;
    const isShared = call.world.storages.get(storage)?.isShared ?? false;
    call.world.volumes.push({
      volid,
      storage,
      node: isShared ? undefined : call.node,
      content: 'vztmpl',
      format: /zst$/.test(template) ? 'tzst' : 'tgz',
      size: 130_000_000,
      used: 130_000_000,
      ctime: call.site.clock.seconds(),
    });
  });
}

const graphicsCard = {
  id: '0000:01:00.0',
  class: '0x030200',
  vendor: '0x10de',
  vendor_name: 'NVIDIA Corporation',
  device: '0x2235',
  device_name: 'GA102GL [A40]',
  iommugroup: 15,
  mdev: 1,
};

const disk = {
  id: '0000:02:00.0',
  class: '0x010802',
  vendor: '0x144d',
  vendor_name: 'Samsung Electronics Co Ltd',
  device: '0xa808',
  device_name: 'NVMe SSD Controller PM981',
  iommugroup: 16,
};

/** Slices of a card that can be given to several machines. */
function mediatedDevices(call: Call) {
  const id = call.text('pci-id-or-mapping');
  if (id === disk.id) return [];
  if (id !== graphicsCard.id) throw failure(`pci device '${id}' not found`);
  return [
    {
      type: 'nvidia-556',
      name: 'NVIDIA A40-4Q',
      description: 'num_heads=4, framebuffer=4096M, max_instance=12',
      available: 12,
    },
  ];
}

function queryUrl(call: Call) {
  const name =
    new URL(call.text('url')).pathname.split('/').pop() || 'index.html';
  return {
    filename: name,
    mimetype: 'application/octet-stream',
    size: 650_000_000,
  };
}

/** What a node's hardware and software can do, and what it finds around it. */
export const nodeCapabilityRoutes: Handlers = {
  'GET /nodes/{node}/capabilities/qemu/cpu': cpuModels,
  'GET /nodes/{node}/capabilities/qemu/cpu-flags': () => [
    { name: 'aes' },
    { name: 'pcid' },
  ],
  'GET /nodes/{node}/capabilities/qemu/machines': machines,
  'GET /nodes/{node}/capabilities/qemu/migration': () => ({
    'has-dbus-vmstate': 1,
  }),
  'GET /nodes/{node}/aplinfo': () => appliances,
  'POST /nodes/{node}/aplinfo': downloadAppliance,
  'GET /nodes/{node}/hardware/pci': () => [graphicsCard, disk],
  'GET /nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev': mediatedDevices,
  'GET /nodes/{node}/hardware/usb': () => [
    {
      busnum: 1,
      devnum: 1,
      port: 0,
      level: 0,
      class: 9,
      vendid: '1d6b',
      prodid: '0002',
      speed: '480',
      manufacturer: 'Linux',
      product: 'xHCI Host Controller',
      usbpath: '1',
    },
  ],
  'GET /nodes/{node}/scan/cifs': () => [
    { share: 'backup', description: 'Backups' },
  ],
  'GET /nodes/{node}/scan/iscsi': call => [
    {
      target: 'iqn.2003-01.org.example:target',
      portal: `${call.text('portal')}:3260`,
    },
  ],
  'GET /nodes/{node}/scan/lvm': () => [{ vg: 'pve' }],
  'GET /nodes/{node}/scan/lvmthin': () => [{ lv: 'data' }],
  'GET /nodes/{node}/scan/nfs': () => [
    { path: '/export/backup', options: '10.0.0.0/8' },
  ],
  'GET /nodes/{node}/scan/pbs': () => [{ store: 'backup', comment: '' }],
  'GET /nodes/{node}/scan/zfs': () => [{ pool: 'rpool' }],
  'GET /nodes/{node}/query-url-metadata': queryUrl,
  'GET /nodes/{node}/query-oci-repo-tags': () => ['latest', '17', '16'],
};
