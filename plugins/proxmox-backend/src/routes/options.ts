import {
  optionNounSchema,
  OptionsAnswer,
  optionsQuerySchema,
} from '@rackstage/plugin-proxmox-common';
import { NotFoundError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { parseQuery } from './parseRequest';
import { RouteOptions } from './RouteOptions';

/** `/v1/options/:noun`: live choices for whoever may order. */
export function createOptionsRouter(
  options: Pick<RouteOptions, 'httpAuth' | 'options'>,
): express.Router {
  const { httpAuth, options: service } = options;
  const router = Router();

  router.get('/v1/options/:noun', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const noun = optionNounSchema.safeParse(request.params.noun);
    if (!noun.success) {
      throw new NotFoundError(
        `There are no choices of that name; there are ${optionNounSchema.options.join(
          ', ',
        )}.`,
      );
    }
    const query = parseQuery(optionsQuerySchema, request.query);
    response.json({
      items: await service.list(caller, noun.data, query),
    } satisfies OptionsAnswer);
  });

  return router;
}
