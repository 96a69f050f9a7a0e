import { Handlers } from '../Call';

/** The version of the software, without what the GUI adds. */
export const versionRoutes: Handlers = {
  'GET /version': call => ({ ...call.world.version }),
  'GET /nodes/{node}/version': call => ({ ...call.world.version }),
};
