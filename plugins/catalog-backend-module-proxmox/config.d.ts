import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  proxmox?: {
    /** How Proxmox clusters get into the catalogue. */
    catalog?: {
      /**
       * When the entities of each source are brought up to date. Unchanged entities cost next to nothing, so often is
       * fine. Default: every minute, with a timeout of 10 minutes.
       * @visibility backend
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
