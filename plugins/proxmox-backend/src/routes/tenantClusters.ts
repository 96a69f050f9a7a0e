import {
  TenantClusterAnswer,
  TenantClustersAnswer,
} from '@rackstage/plugin-proxmox-common';
import express from 'express';
import Router from 'express-promise-router';
import { parseQuery, sourceQuerySchema } from './parseRequest';
import { RouteOptions } from './RouteOptions';

/** `/v1/tenant-clusters`: Kubernetes clusters of tenants. */
export function createTenantClustersRouter(
  options: Pick<RouteOptions, 'httpAuth' | 'access' | 'tenantClusters'>,
): express.Router {
  const { httpAuth, access, tenantClusters } = options;
  const router = Router();

  router.get('/v1/tenant-clusters', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const { source } = parseQuery(sourceQuerySchema, request.query);
    const reader = await access.getReader(caller);
    response.json(
      tenantClusters.list(reader, source) satisfies TenantClustersAnswer,
    );
  });

  router.get(
    '/v1/tenant-clusters/:source/:namespace/:name',
    async (request, response) => {
      const caller = await httpAuth.credentials(request, { allow: ['user'] });
      const { source, namespace, name } = request.params;
      const answer = await tenantClusters.get(caller, {
        source,
        namespace,
        name,
      });
      response.json(answer satisfies TenantClusterAnswer);
    },
  );

  return router;
}
