import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  ScaffolderApi,
  TemplateParameterSchema,
  scaffolderApiRef,
} from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import { renderBeside } from './renderProxmox';

// The whole scaffolder is drawn anew with every key, on machines that are busy.
jest.setTimeout(90_000);

/** The form of a template, on the scaffolder's own page, as somebody sees it who chose the template. */
export function renderTemplate(steps: TemplateParameterSchema['steps']) {
  const scaffolder = scaffolderApiMock.mock({
    getTemplateParameterSchema: async () => ({ title: 'Order', steps }),
    scaffold: async () => ({ taskId: 'task-1' }),
  });
  renderBeside<ScaffolderApi>(scaffolderPlugin, {
    path: '/create/templates/default/order',
    api: [scaffolderApiRef, scaffolder],
  });
  return scaffolder;
}
