import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  RELATION_OWNED_BY,
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
    const found = await this.#findByRefs(entityRefs, ['metadata.annotations']);
    return new Map(
      entityRefs.map(ref => [ref, holderOf(source, found.get(ref))]),
    );
  }

  /** Refs of the owners of those of the entities that exist. */
  async findOwners(entityRefs: string[]): Promise<Map<string, string[]>> {
    const found = await this.#findByRefs(entityRefs, ['relations']);
    return new Map(
      [...found].map(([ref, { relations = [] }]) => [
        ref,
        relations
          .filter(({ type }) => type === RELATION_OWNED_BY)
          .map(({ targetRef }) => targetRef),
      ]),
    );
  }

  async #findByRefs(
    entityRefs: string[],
    fields: string[],
  ): Promise<Map<string, Entity>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found = new Map<string, Entity>();
    for (let start = 0; start < entityRefs.length; start += REFS_PER_REQUEST) {
      const refs = entityRefs.slice(start, start + REFS_PER_REQUEST);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs, fields },
        { credentials },
      );
      refs.forEach((ref, index) => {
        const entity = items[index];
        if (entity) {
          found.set(ref, entity);
        }
      });
    }
    return found;
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
