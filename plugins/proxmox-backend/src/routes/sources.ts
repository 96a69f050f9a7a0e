import { sourcesAnswerSchema } from '@rackstage/plugin-proxmox-common';
import express from 'express';
import Router from 'express-promise-router';
import type { z } from 'zod/v4';
import { RouteOptions } from './RouteOptions';

/** `/v1/sources`: the configured Proxmox clusters that the caller may see. */
export function createSourcesRouter(
  options: Pick<RouteOptions, 'httpAuth' | 'access' | 'inventory' | 'sources'>,
): express.Router {
  const { httpAuth, access, inventory, sources } = options;
  const router = Router();

  router.get('/v1/sources', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const reader = await access.getReader(caller);
    const answer: z.infer<typeof sourcesAnswerSchema> = {
      items: sources
        .getVisible(reader)
        .map(state => sources.summarise(reader, state)),
    };
    response.json(answer);
  });

  // A page that shows the source says so about every 30 seconds; the source is then read more often.
  router.post('/v1/sources/:source/interest', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const reader = await access.getReader(caller);
    const [state] = sources.select(reader, request.params.source);
    inventory.renewInterest(state.source);
    response.status(204).end();
  });

  return router;
}
