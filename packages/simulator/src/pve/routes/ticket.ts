import { ApiError } from '../ApiError';
import { Caller } from '../auth/Authority';
import { Call, Handlers } from '../Call';

const areas: Record<string, { path: string; pattern: RegExp }> = {
  access: { path: '/access', pattern: /^(User|Group|Permissions)\./ },
  dc: { path: '/', pattern: /^(Sys\.(Audit|Modify)|SDN\.)/ },
  mapping: { path: '/mapping', pattern: /^(Mapping|Permissions)\./ },
  nodes: { path: '/nodes', pattern: /^(Sys|Permissions)\./ },
  sdn: { path: '/sdn', pattern: /^(SDN|Permissions)\./ },
  storage: { path: '/storage', pattern: /^(Datastore|Permissions)\./ },
  vms: { path: '/vms', pattern: /^(VM|Permissions)\./ },
};

/** What the user may do, in the coarse form that the GUI reads. */
function capabilities(call: Call, caller: Caller) {
  return Object.fromEntries(
    Object.entries(areas).map(([area, { path, pattern }]) => {
      const own = call.site.authority.privileges(caller, path);
      const kept = [...own.keys()].filter(p => pattern.test(p));
      return [area, Object.fromEntries(kept.map(p => [p, 1]))];
    }),
  );
}

function fullUserName(call: Call): string {
  const name = call.text('username');
  const realm = call.optionalText('realm');
  return realm && !name.includes('@') ? `${name}@${realm}` : name;
}

function createTicket(call: Call) {
  const { site, world } = call;
  const userid = fullUserName(call);
  const user = world.users.get(userid);
  const password = call.text('password');
  const isUsable = site.authority.isUsable(user, site.clock.seconds());
  const isKnown =
    isUsable &&
    ((user.password !== undefined && user.password === password) ||
      site.sessions.verifyTicket(password) === userid);
  if (!isKnown) throw new ApiError(401, 'authentication failure\n');
  const caller = { userid, authid: userid };
  const showsCluster =
    world.clusterName !== undefined &&
    site.authority.has(caller, '/', ['Sys.Audit']);
  return {
    username: userid,
    ticket: site.sessions.issueTicket(userid),
    CSRFPreventionToken: site.sessions.issueCsrfToken(userid),
    cap: capabilities(call, caller),
    ...(showsCluster ? { clustername: world.clusterName } : {}),
  };
}

/** Logging in, and renewing by handing in the ticket as password. */
export const ticketRoutes: Handlers = {
  'GET /access/ticket': () => null,
  'POST /access/ticket': createTicket,
};
