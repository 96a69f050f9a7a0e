import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  proxmox?: {
    /** How guests get into the search index. */
    search?: {
      /**
       * When the index is rebuilt from the inventory; it costs Proxmox nothing. Default: every 10 minutes, with a
       * timeout of 15 minutes, 3 seconds after the start for the first time.
       * @visibility backend
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * Where a result leads, with `:namespace`, `:kind` and `:name` of the guest's entity.
       * Default: `/catalog/:namespace/:kind/:name`.
       * @visibility backend
       */
      locationTemplate?: string;
    };
  };
}
