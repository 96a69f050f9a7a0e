import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { proxmoxApiRef } from '../api/proxmoxApi';

export const proxmoxApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: proxmoxApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new ProxmoxClient({ discoveryApi, fetchApi }),
    }),
});
