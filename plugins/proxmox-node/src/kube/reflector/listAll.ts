import { KubeClient, KubeError, KubeLocation } from '../client';

const PAGE_SIZE = 500;

/** What {@link listAll} works with. */
export interface ListAllOptions {
  client: Pick<KubeClient, 'list'>;
  collection: KubeLocation;
  fieldSelector?: string;
  signal: AbortSignal;
  /** What was handed out so far does not count any more. */
  onRestart: () => void;
  onObject: (object: unknown) => void;
}

/**
 * Lists a whole collection in pages and resolves to the resourceVersion from which to watch. Where the pages became too
 * old on the way it is listed once more in one piece, because going on would mix two moments.
 */
export async function listAll(options: ListAllOptions): Promise<string> {
  try {
    return await listPages(options, PAGE_SIZE);
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'expired') {
      options.onRestart();
      return listPages(options, undefined);
    }
    throw error;
  }
}

async function listPages(
  options: ListAllOptions,
  limit: number | undefined,
): Promise<string> {
  const { client, collection, fieldSelector, signal, onObject } = options;
  let continueToken: string | undefined;
  for (;;) {
    const page = await client.list(collection, {
      limit,
      continueToken,
      fieldSelector,
      signal,
    });
    page.items.forEach(onObject);
    if (!page.continueToken) {
      return page.resourceVersion;
    }
    continueToken = page.continueToken;
  }
}
