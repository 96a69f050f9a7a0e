import type { ProxmoxCluster, ProxmoxMachine } from '../objects/kinds';
import type { ControllerContext } from '../runtime/Controller';
import { missingOptions, VmFacts } from './nextStep';
import {
  pickNode,
  pickNumber,
  ResourceRow,
  selectTemplate,
  TerminalFailure,
} from './placement';
import { ProxmoxClient } from './ProxmoxClient';
import { taskNode } from './gatherFacts';

/** What a clone was given. */
export interface Cloned {
  vmid: number;
  node: string;
  taskRef: string;
}

const path = (vm: VmFacts) => `/nodes/${vm.node}/qemu/${vm.vmid}`;

/** Where the copy goes: the template's own node unless others are allowed. */
function targetOf(
  rows: readonly ResourceRow[],
  machine: ProxmoxMachine,
  cluster: ProxmoxCluster,
): string | undefined {
  const own = machine.spec.allowedNodes ?? [];
  const allowed = own.length > 0 ? own : cluster.spec.allowedNodes ?? [];
  if (machine.spec.target) return machine.spec.target;
  if (allowed.length === 0) return undefined;
  const hints = cluster.spec.schedulerHints;
  return pickNode(rows, {
    allowedNodes: allowed,
    memoryMiB: machine.spec.memoryMiB ?? 0,
    adjustment: hints?.memoryAdjustment ?? 100,
  });
}

/** Copies the template. */
export async function cloneTemplate(
  client: ProxmoxClient,
  machine: ProxmoxMachine,
  cluster: ProxmoxCluster,
): Promise<Cloned> {
  const { spec } = machine;
  const rows = await client.get<ResourceRow[]>('/cluster/resources');
  const source = spec.templateSelector
    ? selectTemplate(rows, spec.templateSelector)
    : { node: spec.sourceNode ?? '', vmid: spec.templateID ?? 0 };
  const target = targetOf(rows, machine, cluster);
  const vmid = spec.vmIDRange
    ? pickNumber(rows, spec.vmIDRange)
    : Number(await client.get('/cluster/nextid'));
  const isFull = spec.full ?? true;
  const taskRef = await client.post(
    `/nodes/${source.node}/qemu/${source.vmid}/clone`,
    {
      newid: vmid,
      name: machine.metadata.name,
      full: isFull ? 1 : 0,
      description: spec.description,
      format: isFull ? spec.format : undefined,
      storage: isFull ? spec.storage : undefined,
      pool: spec.pool,
      snapname: spec.snapName,
      target: target === source.node ? undefined : target,
    },
  );
  return { vmid, node: target ?? source.node, taskRef };
}

/** Writes the options that the machine wants. */
export async function configure(
  client: ProxmoxClient,
  machine: ProxmoxMachine,
  vm: VmFacts,
): Promise<string | undefined> {
  const options = missingOptions(machine, vm.config);
  const answer = await client.post<string | null>(
    `${path(vm)}/config`,
    options,
  );
  return answer ?? undefined;
}

/** Grows the boot disk. */
export async function resize(
  client: ProxmoxClient,
  machine: ProxmoxMachine,
  vm: VmFacts,
): Promise<string | undefined> {
  const volume = machine.spec.disks?.bootVolume;
  if (!volume) return undefined;
  const answer = await client.put<string | null>(`${path(vm)}/resize`, {
    disk: volume.disk,
    size: `${volume.sizeGb}G`,
  });
  return answer ?? undefined;
}

/** Waits for a short task and fails with its exit status. */
export async function awaitTask(
  context: Pick<ControllerContext, 'clock'>,
  client: ProxmoxClient,
  upid: string | null,
): Promise<void> {
  if (!upid) return;
  const target = `/nodes/${taskNode(upid)}/tasks/${encodeURIComponent(
    upid,
  )}/status`;
  for (let round = 0; round < 600; round += 1) {
    const task = await client.get<{ status: string; exitstatus?: string }>(
      target,
    );
    if (task.status !== 'running') {
      if (/^(OK|WARNINGS)/.test(task.exitstatus ?? '')) return;
      throw new Error(`task ${upid} failed: ${task.exitstatus}`);
    }
    await context.clock.wait(500);
  }
  throw new Error(`task ${upid} did not end`);
}

/** Uploads what the machine boots with as an ISO, and puts it into the drive. */
export async function injectBootstrap(
  context: Pick<ControllerContext, 'clock'>,
  client: ProxmoxClient,
  boot: { vm: VmFacts; data: string },
): Promise<string | undefined> {
  const { vm, data } = boot;
  const storages = await client.get<{ storage: string }[]>(
    `/nodes/${vm.node}/storage`,
    { content: 'iso', enabled: 1 },
  );
  const [storage] = storages;
  if (!storage) {
    throw new TerminalFailure(
      'BootstrapFailed',
      'unable to inject CloudInit ISO: no ISO storage available',
    );
  }
  const fileName = `user-data-${vm.vmid}.iso`;
  const upid = await client.upload(
    `/nodes/${vm.node}/storage/${storage.storage}/upload`,
    { fileName, content: 'iso', body: data },
  );
  await awaitTask(context, client, upid);
  const answer = await client.post<string | null>(`${path(vm)}/config`, {
    ide0: `${storage.storage}:iso/${fileName},media=cdrom`,
  });
  return answer ?? undefined;
}

/** Switches the machine on. */
export async function start(
  client: ProxmoxClient,
  vm: VmFacts,
): Promise<string> {
  return client.post(`${path(vm)}/status/start`);
}

/** Stops and removes the machine with its disks; the ISO goes too. */
export async function destroy(
  context: Pick<ControllerContext, 'clock'>,
  client: ProxmoxClient,
  vm: VmFacts,
): Promise<void> {
  if (vm.isRunning) {
    await awaitTask(
      context,
      client,
      await client.post(`${path(vm)}/status/stop`),
    );
  }
  const media = /^([^:,]+:iso\/[^,]+)/.exec(String(vm.config.ide0 ?? ''))?.[1];
  await awaitTask(
    context,
    client,
    await client.delete(path(vm), {
      purge: 1,
      'destroy-unreferenced-disks': 1,
    }),
  );
  if (!media || !/user-data-\d+\.iso$/.test(media)) return;
  const [storage] = media.split(':');
  await awaitTask(
    context,
    client,
    await client.delete(
      `/nodes/${vm.node}/storage/${storage}/content/${encodeURIComponent(
        media,
      )}`,
    ),
  );
}
