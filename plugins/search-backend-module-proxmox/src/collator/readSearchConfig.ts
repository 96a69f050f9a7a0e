import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const PATH = 'proxmox.search';
const KNOWN_KEYS = ['schedule', 'locationTemplate'];

// Not the entity's own address: the search engine Lunr keeps one document per location for all types, so the guest
// and its entity would replace each other there. The Proxmox tab is the better place to land, too.
const DEFAULT_LOCATION_TEMPLATE = '/catalog/:namespace/:kind/:name/proxmox';
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 3 },
};

/** Reads `proxmox.search`. Throws an `InputError` that names the path of what is wrong. */
export function readSearchConfig(rootConfig: Config): {
  schedule: SchedulerServiceTaskScheduleDefinition;
  locationTemplate: string;
} {
  const config = rootConfig.getOptionalConfig(PATH);
  const unknown = config?.keys().find(key => !KNOWN_KEYS.includes(key));
  if (unknown) {
    throw new InputError(
      `${PATH}.${unknown}: unknown key, known keys are ${KNOWN_KEYS.join(
        ', ',
      )}`,
    );
  }
  const locationTemplate =
    config?.getOptionalString('locationTemplate') ?? DEFAULT_LOCATION_TEMPLATE;
  if (!locationTemplate.includes(':name')) {
    throw new InputError(
      `${PATH}.locationTemplate: expected a path with :name in it, such as ${DEFAULT_LOCATION_TEMPLATE}`,
    );
  }
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    locationTemplate,
  };
}
