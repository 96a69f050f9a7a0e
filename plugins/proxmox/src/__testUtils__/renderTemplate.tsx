import { renderTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import proxmoxPlugin from '../plugin';
import { makeApis, mountedRoutes } from './renderProxmox';

/** The form of a template, on the scaffolder's own page, as somebody sees it who chose the template. */
export function renderTemplate(steps: TemplateParameterSchema['steps']) {
  const scaffolder = scaffolderApiMock.mock({
    getTemplateParameterSchema: async () => ({ title: 'Order', steps }),
    scaffold: async () => ({ taskId: 'task-1' }),
  });
  renderTestApp({
    features: [scaffolderPlugin, proxmoxPlugin],
    initialRouteEntries: ['/create/templates/default/order'],
    mountedRoutes,
    apis: [...makeApis(), scaffolder],
  });
  return scaffolder;
}
