import { z } from 'zod/v4';

/** @public */
export const guestDiskSchema = z.object({
  /** Proxmox's key: `scsi0`, `rootfs`, `mp0` … */
  key: z.string(),
  storage: z.string().optional(),
  volume: z.string().optional(),
  /** In bytes; absent for a CD-ROM without medium or a bind mount. */
  size: z.number().optional(),
  media: z.enum(['disk', 'cdrom']),
  /** Where a container mounts it. */
  mountPoint: z.string().optional(),
  backup: z.boolean(),
});

/** @public */
export interface GuestDisk extends z.infer<typeof guestDiskSchema> {}

/** @public */
export const guestInterfaceSchema = z.object({
  /** `net0` … */
  key: z.string(),
  /** Device model of a virtual machine, interface name inside a container. */
  model: z.string().optional(),
  /** Lower case, colon-separated. */
  mac: z.string().optional(),
  bridge: z.string().optional(),
  vlan: z.number().optional(),
  firewall: z.boolean(),
});

/** @public */
export interface GuestInterface extends z.infer<typeof guestInterfaceSchema> {}

/** @public */
export const guestConfigurationSchema = z.object({
  description: z.string().optional(),
  osType: z.string().optional(),
  cores: z.number().optional(),
  sockets: z.number().optional(),
  /** In bytes. */
  memory: z.number().optional(),
  onBoot: z.boolean(),
  protection: z.boolean(),
  /** QEMU guest agent enabled in the configuration. */
  agent: z.boolean(),
  /** SMBIOS UUID of a virtual machine: with VMID and cluster its identity. */
  smbiosUuid: z.string().optional(),
  /** ISO 8601; when a virtual machine was created, where its configuration says so (since Proxmox VE 7). */
  createdAt: z.string().optional(),
  disks: z.array(guestDiskSchema),
  interfaces: z.array(guestInterfaceSchema),
});

/** The parts of a guest's configuration that people ask for. @public */
export interface GuestConfiguration
  extends z.infer<typeof guestConfigurationSchema> {}

/** @public */
export const guestAddressSchema = z.object({
  /** Without the prefix length. */
  address: z.string(),
  family: z.enum(['ipv4', 'ipv6']),
  prefix: z.number().optional(),
  /** Interface name inside the guest. */
  interface: z.string().optional(),
  mac: z.string().optional(),
  /** `agent`: the QEMU guest agent; `container`: seen in its network namespace; `configured`: cloud-init or container settings, not observed. */
  origin: z.enum(['agent', 'container', 'configured']),
});

/** @public */
export interface GuestAddress extends z.infer<typeof guestAddressSchema> {}

/** @public */
export const guestSnapshotSchema = z.object({
  name: z.string(),
  description: z.string().optional(),
  /** ISO 8601. */
  takenAt: z.string().optional(),
  /** Includes the memory of the running machine. */
  withMemory: z.boolean(),
  parent: z.string().optional(),
});

/** @public */
export interface GuestSnapshot extends z.infer<typeof guestSnapshotSchema> {}
