import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  proxmox?: {
    /** How guests get into the search index. */
    search?: {
      /**
       * When the index is rebuilt. Default: every 10 minutes, with a
       * timeout of 15 minutes, 3 seconds after the start for the first time.
       * @visibility backend
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * Where a result leads, with `:namespace`, `:kind` and `:name` of the guest's entity. It has to differ from the
       * location of the entity itself, because the search engine Lunr keeps one document per location.
       * Default: `/catalog/:namespace/:kind/:name/proxmox`, the Proxmox tab of the entity.
       * @visibility backend
       */
      locationTemplate?: string;
    };
  };
}
