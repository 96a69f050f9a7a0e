import {
  GuestAnswer,
  GuestDetailsAnswer,
  GuestsAnswer,
  guestsQuerySchema,
} from '@rackstage/plugin-proxmox-common';
import express from 'express';
import Router from 'express-promise-router';
import { RouteOptions } from './RouteOptions';
import { parseGuestId, parseQuery } from './parseRequest';

/** `/v1/guests`: virtual machines and containers. */
export function createGuestsRouter(
  options: Pick<
    RouteOptions,
    'httpAuth' | 'access' | 'sources' | 'guests' | 'details'
  >,
): express.Router {
  const { httpAuth, access, sources, guests, details } = options;
  const router = Router();

  router.get('/v1/guests', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const query = parseQuery(guestsQuerySchema, request.query);
    const reader = await access.getReader(caller);
    response.json(guests.list(reader, query) satisfies GuestsAnswer);
  });

  router.get('/v1/guests/:source/:type/:vmid', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const id = parseGuestId(request.params);
    response.json((await guests.get(caller, id)) satisfies GuestAnswer);
  });

  router.get(
    '/v1/guests/:source/:type/:vmid/details',
    async (request, response) => {
      const caller = await httpAuth.credentials(request, { allow: ['user'] });
      const id = parseGuestId(request.params);
      const { guest } = await guests.find(caller, id);
      const reader = await access.getReader(caller);
      const answer = await details.read(guest, {
        mayReadCluster: sources.mayReadCluster(reader, guest.source),
      });
      response.json(answer satisfies GuestDetailsAnswer);
    },
  );

  return router;
}
