import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { locationOf } from '../entities/buildResourceEntity';

const REFS_PER_REQUEST = 500;

/** Whose entity is found under a name. */
export type NameHolder = 'ours' | 'other' | 'nobody';

/** What the provider asks the catalogue. */
export class CatalogLookup {
  readonly #catalog: Pick<
    CatalogService,
    'streamEntities' | 'getEntitiesByRefs'
  >;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;

  constructor(options: {
    catalog: Pick<CatalogService, 'streamEntities' | 'getEntitiesByRefs'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** The entities that the catalogue has of a source. */
  async findEntitiesOf(source: string): Promise<Entity[]> {
    const found: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]:
            locationOf(source),
        },
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      found.push(...page);
    }
    return found;
  }

  /** Who holds each of the names. `nobody` also means: not stitched yet. */
  async findNameHolders(
    source: string,
    entityRefs: string[],
  ): Promise<Map<string, NameHolder>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const holders = new Map<string, NameHolder>();
    for (let start = 0; start < entityRefs.length; start += REFS_PER_REQUEST) {
      const refs = entityRefs.slice(start, start + REFS_PER_REQUEST);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs, fields: ['metadata.annotations'] },
        { credentials },
      );
      refs.forEach((ref, index) =>
        holders.set(ref, holderOf(source, items[index])),
      );
    }
    return holders;
  }
}

function holderOf(source: string, entity: Entity | undefined): NameHolder {
  if (!entity) {
    return 'nobody';
  }
  const origin = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  return origin === locationOf(source) ? 'ours' : 'other';
}

/** The entity as a provider would emit it: without what the catalogue adds. */
export function toEmittable(entity: Entity): Entity {
  const {
    relations: _relations,
    status: _status,
    metadata,
    ...rest
  } = entity as Entity & { status?: object };
  const { uid: _uid, etag: _etag, ...kept } = metadata;
  return { ...rest, metadata: kept };
}

/** The ref as the inventory writes it. */
export function refOf(entity: Entity): string {
  return stringifyEntityRef(entity);
}
