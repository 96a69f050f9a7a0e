import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  Option,
  OptionNoun,
  OptionsQuery,
  proxmoxOrderCreatePermission,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory, tenantRef } from '@rackstage/plugin-proxmox-node';
import { Caller, ProxmoxAccess } from '../../access/ProxmoxAccess';
import { OrderSettings } from '../../orders/OrderSettings';
import { readKubernetesVersion } from '../../orders/preflight/kubernetesVersion';
import { OfferContext } from './OfferContext';
import { offerBridges } from './offerBridges';
import { offerNodes } from './offerNodes';
import { offerStorages } from './offerStorages';
import { listTemplates, toTemplateOption } from './offerTemplates';
import { TemplateReader } from './readTemplates';
import { offerManagementClusters, offerTenants } from './offerTenants';

interface OptionsServiceOptions {
  access: ProxmoxAccess;
  inventory: ProxmoxInventory;
  settings: OrderSettings;
}

/** Nouns below one Proxmox source. */
type SourceNoun = Exclude<
  OptionNoun,
  'management-clusters' | 'tenants' | 'proxmox-sources'
>;

/**
 * Live choices of the forms by which something is ordered. Whoever may order for a tenant learns the names of what it can
 * be made of there, and nothing more of these things.
 */
export class OptionsService {
  readonly #options: OptionsServiceOptions;
  readonly #templates: TemplateReader;

  static create(options: OptionsServiceOptions) {
    return new OptionsService(options);
  }

  private constructor(options: OptionsServiceOptions) {
    this.#options = options;
    this.#templates = new TemplateReader(options);
  }

  /**
   * The choices of a noun, narrowed by what was chosen before. Throws InputError for a choice that has to be made first,
   * NotAllowedError where the caller may not order for the tenant, and ServiceUnavailableError where nothing is known.
   */
  async list(
    caller: Caller,
    noun: OptionNoun,
    query: OptionsQuery,
  ): Promise<Option[]> {
    const { access, inventory } = this.#options;
    if (noun === 'management-clusters' || noun === 'tenants') {
      const mayOrder = await access.getPredicate(
        caller,
        proxmoxOrderCreatePermission,
      );
      return noun === 'tenants'
        ? offerTenants({
            inventory,
            mayOrder,
            managementCluster: need(query, 'managementCluster'),
          })
        : offerManagementClusters({ inventory, mayOrder });
    }
    await this.#authorise(caller, query);
    return noun === 'proxmox-sources'
      ? this.#offerSources(query)
      : this.#offer(noun, query);
  }

  async #authorise(caller: Caller, query: OptionsQuery) {
    const { access, inventory } = this.#options;
    const source = need(query, 'managementCluster');
    const namespace = need(query, 'tenant');
    const ref = tenantRef({ source, namespace });
    const mayOrder = await access.isAllowed(
      caller,
      proxmoxOrderCreatePermission,
      ref,
    );
    if (!mayOrder || !inventory.getResource(ref)) {
      throw new NotAllowedError(
        `You may not order for tenant '${namespace}' in '${source}', or there is no such tenant. Ask its owner for the permission ${proxmoxOrderCreatePermission.name}.`,
      );
    }
  }

  #offerSources(query: OptionsQuery): Option[] {
    const { inventory } = this.#options;
    return this.#listSources(query).map(name => {
      const { title, data, error, asOf } = inventory.getSource(name) ?? {};
      return {
        value: name,
        label: title ?? name,
        ...(data && error ? { description: `as it was at ${asOf}` } : {}),
        ...(data ? {} : { disabledReason: 'It could not be read yet.' }),
      };
    });
  }

  /** The sources that a management cluster can make machines in. */
  #listSources(query: OptionsQuery): string[] {
    const { settings } = this.#options;
    const { proxmoxSource } =
      settings.platforms.get(need(query, 'managementCluster')) ?? {};
    return [...settings.provisioning.keys()].filter(
      name => proxmoxSource === undefined || name === proxmoxSource,
    );
  }

  async #offer(noun: SourceNoun, query: OptionsQuery): Promise<Option[]> {
    const context = await this.#getContext(query);
    switch (noun) {
      case 'templates': {
        const templates = await Promise.all(
          listTemplates(context).map(guest => this.#templates.read(guest)),
        );
        return templates.map(template => toTemplateOption(template, context));
      }
      case 'storages':
        return offerStorages(context);
      case 'bridges': {
        const { networks, cluster } = context.proxmox;
        if (!networks) {
          throw unavailable(cluster.title, 'Its networks were not read yet.');
        }
        return offerBridges(context, networks.items);
      }
      case 'nodes':
        return offerNodes(context);
      default: {
        need(query, 'template');
        const { guest } = context.template ?? {};
        const version = guest && readKubernetesVersion(guest);
        return version ? [{ value: version, label: version }] : [];
      }
    }
  }

  async #getContext(query: OptionsQuery): Promise<OfferContext> {
    const { inventory, settings } = this.#options;
    const source = need(query, 'source');
    const limits = settings.provisioning.get(source);
    if (!limits || !this.#listSources(query).includes(source)) {
      throw new NotFoundError(
        `Nothing can be ordered in Proxmox source '${source}' from '${query.managementCluster}'.`,
      );
    }
    inventory.renewInterest(source);
    const { data, error, title = source } = inventory.getSource(source) ?? {};
    if (!data) {
      throw unavailable(
        title,
        error ? 'It does not answer.' : 'It was not read yet.',
      );
    }
    const { node, template } = query;
    const context = { proxmox: data, limits, node };
    const guest = listTemplates(context).find(
      ({ vmid }) => String(vmid) === template,
    );
    return {
      ...context,
      ...(guest ? { template: await this.#templates.read(guest) } : {}),
    };
  }
}

function need(query: OptionsQuery, name: keyof OptionsQuery): string {
  const value = query[name];
  if (!value) {
    throw new InputError(`${name}: is missing; choose it first`);
  }
  return value;
}

function unavailable(title: string, reason: string): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `There are no choices of Proxmox ${title} at present. ${reason} Try again in a minute, then tell the team that operates it.`,
  );
}
