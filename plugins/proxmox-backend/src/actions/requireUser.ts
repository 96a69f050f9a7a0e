import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { Caller } from '../access/ProxmoxAccess';

/** Throws NotAllowedError for services: they pass every permission check, so nobody would be asked. */
export function requireUser(
  auth: AuthService,
  credentials: BackstageCredentials,
): Caller {
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'Only a signed-in user may do this, because permissions are those of the user; call it with a user token.',
    );
  }
  return credentials;
}
