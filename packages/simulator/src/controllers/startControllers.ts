import type { SimulatorClock } from '../clock';
import { kindRef, StackName } from './objects/stack';
import { ProxmoxClient } from './proxmox/ProxmoxClient';
import { clusterController } from './reconcilers/cluster';
import { ipamController } from './reconcilers/ipam';
import { kamajiController } from './reconcilers/kamaji';
import { kamajiControlPlaneController } from './reconcilers/kamajiControlPlane';
import { kubeadmConfigController } from './reconcilers/kubeadmConfig';
import { kubeletController } from './reconcilers/kubelet';
import { loadBalancerController } from './reconcilers/loadBalancer';
import { machineController } from './reconcilers/machine';
import { machineHealthCheckController } from './reconcilers/machineHealthCheck';
import { machineDeploymentController } from './reconcilers/machineDeployment';
import { machineSetController } from './reconcilers/machineSet';
import { proxmoxClusterController } from './reconcilers/proxmoxCluster';
import { proxmoxMachineController } from './reconcilers/proxmoxMachine';
import type {
  ControllerContext,
  ControllerName,
  ProxmoxCredentials,
  Shortage,
} from './runtime/Controller';
import type { ControllerApi } from './runtime/ControllerApi';
import { ControllerLoop } from './runtime/ControllerLoop';
import { Delays } from './runtime/Delays';
import { GuestSite, GuestSystems } from './tenant/GuestSystems';
import { TenantClusters, TenantServerFactory } from './tenant/TenantClusters';

const controllers = [
  clusterController,
  kamajiControlPlaneController,
  kamajiController,
  loadBalancerController,
  proxmoxClusterController,
  kubeadmConfigController,
  machineDeploymentController,
  machineSetController,
  machineController,
  machineHealthCheckController,
  proxmoxMachineController,
  ipamController,
  kubeletController,
];

/** What the controllers of a management cluster are started with. */
export interface ControllersOptions {
  stack: StackName;
  api: ControllerApi;
  clock: SimulatorClock;
  /** Sites whose virtual machines boot; found by SMBIOS UUID. */
  sites: () => readonly GuestSite[];
  tenantServers: TenantServerFactory;
  switchedOff?: readonly ControllerName[];
  log?: (line: string) => void;
}

/** The running controllers of a management cluster. */
export interface Controllers {
  tenants: TenantClusters;
  /** Lets everything that a cluster waits for pass at once: `namespace/name`. */
  skipDelays(cluster: string): void;
  switchOff(name: ControllerName): void;
  switchOn(name: ControllerName): void;
  readonly switchedOff: ControllerName[];
  /** Says what is used up from now on. */
  setShortages(shortages: readonly Shortage[]): void;
  close(): Promise<void>;
}

/** One client per set of credentials, so that connections are kept. */
function connections(): {
  connect: (credentials: ProxmoxCredentials) => ProxmoxClient;
  close: () => void;
} {
  const clients = new Map<string, ProxmoxClient>();
  return {
    connect: credentials => {
      const key = JSON.stringify(credentials);
      const client = clients.get(key) ?? new ProxmoxClient(credentials);
      clients.set(key, client);
      return client;
    },
    close: () => clients.forEach(client => client.close()),
  };
}

/** Starts the controllers that turn the objects of an order into a tenant cluster. */
export function startControllers(options: ControllersOptions): Controllers {
  const { stack, api, clock } = options;
  const tenants = new TenantClusters(options.tenantServers);
  const proxmox = connections();
  const delays = new Delays(clock);
  const shortages = new Set<Shortage>();
  const context: ControllerContext = {
    stack,
    api,
    clock,
    delays,
    tenants,
    shortages,
    guests: new GuestSystems(options.sites),
    connect: proxmox.connect,
    ref: kind => kindRef(stack, kind),
    log: options.log ?? (() => {}),
  };
  const loop = new ControllerLoop(context, controllers, options.switchedOff);
  loop.start();
  return {
    tenants,
    skipDelays: cluster => delays.skip(cluster),
    switchOff: name => loop.switchOff(name),
    switchOn: name => loop.switchOn(name),
    get switchedOff() {
      return loop.switchedOff;
    },
    setShortages: next => {
      shortages.clear();
      next.forEach(shortage => shortages.add(shortage));
      loop.nudge();
    },
    close: async () => {
      await loop.close();
      await tenants.close();
      proxmox.close();
    },
  };
}
