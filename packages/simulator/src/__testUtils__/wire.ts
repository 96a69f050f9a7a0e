import { SimulatedSite } from '../SimulatedSite';
import { startSimulator, Simulator } from '../startSimulator';
import { WorldBuilder } from '../pve/world/WorldBuilder';
import { finish, rawCall, RawAnswer } from './peer';

/** Parameters of a call; a list is sent as a name that comes several times. */
export type WireParameters = Record<
  string,
  string | number | (string | number)[]
>;

/** An answer with its JSON members at hand. */
export interface WireReply<T = unknown> extends RawAnswer {
  data: T;
  message?: string;
  errors?: Record<string, string>;
  total?: number;
}

/** An object as it comes in answers. */
export type Row = Record<string, unknown>;

/** Headers that say who calls. */
export type Credentials = Record<string, string>;

function encode(parameters: WireParameters): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) form.append(name, String(one));
  }
  return form.toString();
}

function open<T>(answer: RawAnswer): WireReply<T> {
  const isJson = /^application\/json/.test(
    String(answer.headers['content-type'] ?? ''),
  );
  return { ...answer, ...JSON.parse(isJson ? answer.text : '{}') };
}

/** Somebody who calls the API of a site over HTTPS, one connection per call. */
export class Wire {
  constructor(
    private readonly site: SimulatedSite,
    private readonly credentials: Credentials,
    private readonly node?: string,
  ) {}

  /** A session of a user; writes carry the token against CSRF. */
  static async login(
    site: SimulatedSite,
    account = site.user,
    node?: string,
  ): Promise<Wire> {
    const reply = await new Wire(site, {}).post<Record<string, string>>(
      '/access/ticket',
      {
        username: account.username,
        password: account.password,
      },
    );
    if (reply.status !== 200) {
      throw new Error(`${account.username} cannot log in: ${reply.reason}`);
    }
    return new Wire(
      site,
      {
        Cookie: `PVEAuthCookie=${reply.data.ticket}`,
        CSRFPreventionToken: reply.data.CSRFPreventionToken,
      },
      node,
    );
  }

  /** A token, by its full id and secret. */
  static token(
    site: SimulatedSite,
    token: { id: string; secret: string },
  ): Wire {
    return new Wire(site, {
      Authorization: `PVEAPIToken=${token.id}=${token.secret}`,
    });
  }

  /** The same caller at another API host. */
  at(node: string): Wire {
    return new Wire(this.site, this.credentials, node);
  }

  get<T = unknown>(
    path: string,
    query: WireParameters = {},
  ): Promise<WireReply<T>> {
    return this.#send<T>('GET', path, { query });
  }

  post<T = unknown>(
    path: string,
    form: WireParameters = {},
  ): Promise<WireReply<T>> {
    return this.#send<T>('POST', path, { form });
  }

  put<T = unknown>(
    path: string,
    form: WireParameters = {},
  ): Promise<WireReply<T>> {
    return this.#send<T>('PUT', path, { form });
  }

  delete<T = unknown>(
    path: string,
    query: WireParameters = {},
  ): Promise<WireReply<T>> {
    return this.#send<T>('DELETE', path, { query });
  }

  async #send<T>(
    method: string,
    path: string,
    parts: { query?: WireParameters; form?: WireParameters },
  ): Promise<WireReply<T>> {
    const query = parts.query ? encode(parts.query) : '';
    const form = parts.form ? encode(parts.form) : '';
    const answer = await rawCall(this.site, {
      method,
      path: `/api2/json${path}${query ? `?${query}` : ''}`,
      body: form || undefined,
      headers: this.credentials,
      anonymous: true,
      node: this.node,
    });
    return open<T>(answer);
  }
}

/** A site of a test's own making. */
export interface OwnWorld {
  simulator: Simulator;
  site: SimulatedSite;
  /** The superuser's session. */
  root: Wire;
  /** A token with the privileges that `grant` gave to that name. */
  as(name: string): Wire;
  /** Lets a task run to its end; returns its exit status. */
  finish(reply: WireReply): Promise<string>;
  close(): Promise<void>;
}

const secretOf = (name: string) =>
  `00000000-0000-4000-8000-${Buffer.from(name)
    .toString('hex')
    .slice(0, 12)
    .padStart(12, '0')}`;

/** Adds a user with one token that has exactly these privileges by path. */
export function grant(
  builder: WorldBuilder,
  name: string,
  privileges: Record<string, string | string[]>,
): void {
  const userid = `${name}@pve`;
  builder.addUser({ userid, password: `password-of-${name}` });
  builder.addToken({
    userid,
    id: 'test',
    secret: secretOf(name),
    hasSeparatePrivileges: false,
  });
  Object.entries(privileges).forEach(([path, list], index) => {
    const id = `${name}-${index}`;
    builder.addRole({ id, privileges: [list].flat() });
    builder.addAcl({ path, type: 'user', ugid: userid, roleid: id });
  });
}

/** Serves a world that the test fills, on a manual clock. */
export async function serveWorld(
  populate: (builder: WorldBuilder) => void,
): Promise<OwnWorld> {
  const builder = new WorldBuilder({ clusterName: 'own' });
  builder.addUser({ userid: 'root@pam', password: 'password-of-root' });
  populate(builder);
  const simulator = await startSimulator({
    sites: [{ name: 'own', builder }],
    clock: 'manual',
    loginDelayMs: 0,
  });
  const site = simulator.site('own');
  return {
    simulator,
    site,
    root: await Wire.login(site),
    as: name =>
      Wire.token(site, { id: `${name}@pve!test`, secret: secretOf(name) }),
    finish: async reply => {
      if (reply.status !== 200) throw new Error(`No task: ${reply.reason}`);
      return finish(simulator, reply.data);
    },
    close: () => simulator.close(),
  };
}

/** Two nodes, four storages, a machine, a container and a template. */
export function smallCluster(builder: WorldBuilder): void {
  builder
    .addNode({ name: 'alpha' })
    .addNode({ name: 'beta' })
    .addStorage({ id: 'files', type: 'dir' })
    .addStorage({ id: 'thin', type: 'lvmthin', content: ['images', 'rootdir'] })
    .addStorage({ id: 'ceph', type: 'rbd', content: ['images', 'rootdir'] })
    .addStorage({
      id: 'share',
      type: 'nfs',
      content: ['backup', 'iso', 'vztmpl', 'images'],
    })
    .addPool({ id: 'shop' })
    .addGuest({
      type: 'qemu',
      vmid: 150,
      node: 'alpha',
      name: 'web',
      status: 'running',
      pool: 'shop',
      agent: { isAnswering: true },
      config: {
        agent: 'enabled=1',
        cores: 2,
        memory: '2048',
        net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0',
        scsi0: 'ceph:vm-150-disk-0,size=10G',
        smbios1: 'uuid=11111111-0000-4000-8000-000000000001',
        vmgenid: '11111111-0000-4000-8000-000000000002',
      },
    })
    .addGuest({
      type: 'lxc',
      vmid: 160,
      node: 'alpha',
      name: 'cache',
      status: 'running',
      config: {
        hostname: 'cache',
        memory: 1024,
        swap: 512,
        ostype: 'debian',
        unprivileged: 1,
        features: 'nesting=1',
        net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:02,ip=dhcp,type=veth',
        rootfs: 'thin:vm-160-disk-0,size=8G',
      },
    })
    .addGuest({
      type: 'qemu',
      vmid: 190,
      node: 'alpha',
      name: 'golden',
      isTemplate: true,
      config: {
        cores: 1,
        memory: '1024',
        net0: 'virtio=BC:24:11:00:00:03,bridge=vmbr0',
        scsi0: 'thin:base-190-disk-0,size=4G',
      },
    });
}
