import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const PATH = 'proxmox.catalog';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 10 },
};

/** Reads `proxmox.catalog`. Throws an `InputError` that names the path of what is wrong. */
export function readCatalogConfig(rootConfig: Config): {
  schedule: SchedulerServiceTaskScheduleDefinition;
} {
  const config = rootConfig.getOptionalConfig(PATH);
  const unknown = config?.keys().find(key => key !== 'schedule');
  if (unknown) {
    throw new InputError(
      `${PATH}.${unknown}: unknown key, the only known one is schedule`,
    );
  }
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
  };
}
