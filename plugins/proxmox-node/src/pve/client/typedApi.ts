// The only module that imports proxmox-api (GPL-3.0-or-later): its typed paths over an engine of our own.
import { proxmoxApi, type Proxmox } from 'proxmox-api';
import { InputError } from '@backstage/errors';
import { PveAnswer, PveParameter, PveRequest } from './PveClientOptions';

/** proxmox-api's typed paths: `api.nodes.$('pve1').qemu.$(101).config.$get()`. @public */
export type PveTypedApi = Proxmox.Api;

const PREFIX = '/api2/json';

/** What stands for `*` after that part of a path. */
const nameAfter: Record<string, string> = {
  nodes: 'node',
  qemu: 'vmid',
  lxc: 'vmid',
  storage: 'storage',
  tasks: 'upid',
  snapshot: 'snapname',
  content: 'volume',
};

/** Puts proxmox-api's proxy on top of `request`, which checks every id before anything is sent. */
export function typedApi(
  request: (options: PveRequest) => Promise<PveAnswer>,
): PveTypedApi {
  return proxmoxApi({
    doRequest: async (...call) => {
      const [method, path, pathTemplate, params] = call;
      const answer = await request({
        method: toMethod(method),
        ...toTemplate(path, pathTemplate),
        params: params as Record<string, PveParameter> | undefined,
      });
      return answer.data;
    },
  });
}

function toMethod(method: string): PveRequest['method'] {
  const known = (['GET', 'POST', 'PUT', 'DELETE'] as const).find(
    name => name === method.toUpperCase(),
  );
  if (!known) {
    throw new InputError(`${JSON.stringify(method)} is no method of Proxmox`);
  }
  return known;
}

/** `/api2/json/nodes/*` and `/api2/json/nodes/pve1` to a template with names and their values. */
function toTemplate(
  path: string,
  starred: string,
): Required<Pick<PveRequest, 'path' | 'pathTemplate'>> {
  const values: Record<string, string> = {};
  const actual = path.slice(PREFIX.length).split('/');
  const parts = starred.slice(PREFIX.length).split('/');
  const named = parts.map((part, index) => {
    if (part !== '*') {
      return part;
    }
    const name = uniqueName(nameAfter[parts[index - 1]] ?? 'id', values);
    // proxmox-api escapes slashes and nothing else.
    values[name] = actual[index].replace(/%2F/g, '/');
    return `{${name}}`;
  });
  return { pathTemplate: named.join('/'), path: values };
}

function uniqueName(name: string, taken: Record<string, string>): string {
  return name in taken ? uniqueName(`${name}2`, taken) : name;
}
