import {
  TaskLog,
  TasksAnswer,
  taskLogQuerySchema,
} from '@rackstage/plugin-proxmox-common';
import express from 'express';
import Router from 'express-promise-router';
import { RouteOptions } from './RouteOptions';
import { parseGuestId, parseQuery } from './parseRequest';

/** `/v1/guests/…/tasks`: what Proxmox did with a guest. Tasks are readable through their guest only. */
export function createTasksRouter(
  options: Pick<
    RouteOptions,
    'httpAuth' | 'access' | 'sources' | 'guests' | 'tasks'
  >,
): express.Router {
  const { httpAuth, access, sources, guests, tasks } = options;
  const router = Router();

  router.get(
    '/v1/guests/:source/:type/:vmid/tasks',
    async (request, response) => {
      const caller = await httpAuth.credentials(request, { allow: ['user'] });
      const id = parseGuestId(request.params);
      const { guest } = await guests.find(caller, id);
      const reader = await access.getReader(caller);
      const answer = await tasks.list(guest, {
        mayReadCluster: sources.mayReadCluster(reader, guest.source),
      });
      response.json(answer satisfies TasksAnswer);
    },
  );

  router.get(
    '/v1/guests/:source/:type/:vmid/tasks/:upid/log',
    async (request, response) => {
      const caller = await httpAuth.credentials(request, { allow: ['user'] });
      const id = parseGuestId(request.params);
      const page = parseQuery(taskLogQuerySchema, request.query);
      const { guest } = await guests.find(caller, id);
      const reader = await access.getReader(caller);
      const answer = await tasks.readLog(
        guest,
        { upid: request.params.upid, ...page },
        { mayReadCluster: sources.mayReadCluster(reader, guest.source) },
      );
      response.json(answer satisfies TaskLog);
    },
  );

  return router;
}
