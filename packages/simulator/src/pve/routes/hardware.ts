import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';

/** A device that every simulated node has. */
interface PciDevice {
  id: string;
  class: string;
  vendor: string;
  vendor_name: string;
  device: string;
  device_name: string;
  iommugroup: number;
  /** Types of mediated devices, for cards that can be shared. */
  mediated?: {
    type: string;
    name: string;
    description: string;
    available: number;
  }[];
}

const pciDevices: PciDevice[] = [
  {
    id: '0000:01:00.0',
    class: '0x030200',
    vendor: '0x10de',
    vendor_name: 'NVIDIA Corporation',
    device: '0x2235',
    device_name: 'GA102GL [A40]',
    iommugroup: 15,
    mediated: [
      {
        type: 'nvidia-556',
        name: 'NVIDIA A40-4Q',
        description: 'num_heads=4, framebuffer=4096M, max_instance=12',
        available: 12,
      },
    ],
  },
  {
    id: '0000:02:00.0',
    class: '0x010802',
    vendor: '0x144d',
    vendor_name: 'Samsung Electronics Co Ltd',
    device: '0xa808',
    device_name: 'NVMe SSD Controller PM981',
    iommugroup: 16,
  },
];

/** Class codes of devices that one seldom passes through: memory, bridges, processors. */
const usualBlacklist = ['05', '06', '0b'];

function listPci(call: Call) {
  const blacklist =
    call.parameters['pci-class-blacklist'] === undefined
      ? usualBlacklist
      : call.list('pci-class-blacklist');
  const isVerbose = call.flag('verbose', true);
  return pciDevices
    .filter(device => !blacklist.includes(device.class.slice(2, 4)))
    .map(({ mediated, vendor_name, device_name, ...device }) => ({
      ...device,
      ...(isVerbose ? { vendor_name, device_name } : {}),
      ...(mediated ? { mdev: 1 } : {}),
    }));
}

function demandDevice(call: Call): PciDevice {
  const id = call.text('pci-id-or-mapping');
  const device = pciDevices.find(known => known.id === id);
  if (!device) throw failure(`pci device mapping '${id}' not found`);
  return device;
}

function listUsb() {
  return [
    {
      busnum: 1,
      devnum: 1,
      port: 0,
      level: 0,
      class: 9,
      vendid: '1d6b',
      prodid: '0002',
      speed: '480',
      manufacturer: 'Linux xhci-hcd',
      product: 'xHCI Host Controller',
      serial: '0000:00:14.0',
      usbpath: '0',
    },
  ];
}

/** Devices of a node. The two indexes are among the other indexes. */
export const hardwareRoutes: Handlers = {
  'GET /nodes/{node}/hardware/pci': listPci,
  'GET /nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev': call =>
    demandDevice(call).mediated ?? [],
  'GET /nodes/{node}/hardware/usb': listUsb,
};
