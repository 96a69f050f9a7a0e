import { z } from 'zod/v4';
import { wireMetadata } from './fields';

/** Namespace. */
export const wireNamespace = z.object({ metadata: wireMetadata });
