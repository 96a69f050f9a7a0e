import { buildMetadata } from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { nameTenantCluster } from './tenantClusterNames';
import { TenantClusterPlan } from './TenantClusterPlan';

/**
 * The Secret by which capmox reaches Proxmox. In `data`, never `stringData`: the server keeps that in the managed fields
 * of whoever applied it, and a second apply would never be without change.
 */
export function buildCredentialsSecret(plan: TenantClusterPlan): KubeManifest {
  const { url, tokenId, secret, caPem } = plan.credentials;
  const values = {
    // capmox appends /api2/json itself and ends in 501 where it is there already.
    url: new URL(url).origin,
    token: tokenId,
    secret,
    // Where it is absent, capmox does not verify certificates at all.
    insecure: 'false',
    ...(caPem ? { root_ca: caPem } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: buildMetadata(
      plan,
      nameTenantCluster(plan.spec.name).credentials,
      {
        'platform.ionos.com/secret-type': 'proxmox-credentials',
        'clusterctl.cluster.x-k8s.io/move': '',
      },
    ),
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        Buffer.from(value, 'utf8').toString('base64'),
      ]),
    ),
  };
}
