import express from 'express';
import Router from 'express-promise-router';
import { RouteOptions } from './routes/RouteOptions';
import { createGuestsRouter } from './routes/guests';
import { createNetworksRouter } from './routes/networks';
import { createNodesRouter } from './routes/nodes';
import { createOptionsRouter } from './routes/options';
import { createOrdersRouter } from './routes/orders';
import { createSourcesRouter } from './routes/sources';
import { createStoragesRouter } from './routes/storages';
import { createTasksRouter } from './routes/tasks';
import { createTenantClustersRouter } from './routes/tenantClusters';

/** All routes under `/api/proxmox`; each asks for the caller's permission itself. */
export function createRouter(options: RouteOptions): express.Router {
  const router = Router();
  router.use(createSourcesRouter(options));
  router.use(createGuestsRouter(options));
  router.use(createTasksRouter(options));
  router.use(createNodesRouter(options));
  router.use(createStoragesRouter(options));
  router.use(createNetworksRouter(options));
  router.use(createTenantClustersRouter(options));
  router.use(createOptionsRouter(options));
  router.use(createOrdersRouter(options));
  return router;
}
