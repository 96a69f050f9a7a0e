import { NodesAnswer } from '@rackstage/plugin-proxmox-common';
import express from 'express';
import Router from 'express-promise-router';
import { listReadable } from '../services/sources/listReadable';
import { RouteOptions } from './RouteOptions';
import { parseQuery, sourceQuerySchema } from './parseRequest';

/** `/v1/nodes`: the hosts of the clusters. */
export function createNodesRouter(
  options: Pick<RouteOptions, 'httpAuth' | 'access' | 'sources'>,
): express.Router {
  const { httpAuth, access, sources } = options;
  const router = Router();

  router.get('/v1/nodes', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const { source } = parseQuery(sourceQuerySchema, request.query);
    const reader = await access.getReader(caller);
    const states = sources.select(reader, source);
    response.json({
      items: states.flatMap(state => listReadable(state, reader).nodes),
      sources: states.map(state => sources.describe(reader, state)),
    } satisfies NodesAnswer);
  });

  return router;
}
