import { isObject, textOf } from '../json';
import type { OfficialSchema } from '../officialSchema';
import type { Recording } from '../types';
import { Facts, factsOf } from './Facts';
import { configOf } from './guestRow';
import { planAcl } from './planAcl';
import { planGuests } from './planGuests';
import { planNodes } from './planNodes';
import { planPools } from './planPools';
import { planRefusals } from './planRefusals';
import { planCluster, planSections } from './planSections';
import { planDisks, planStorages } from './planStorages';
import { planTasks, TaskKnowledge, taskKnowledge } from './planTasks';
import { planGroups, planUsers } from './planUsers';
import {
  emptyPlan,
  needNode,
  needStorage,
  needUser,
  WorldPlan,
} from './WorldPlan';

/** What a whole set tells about things that its recordings only name. */
export interface SetKnowledge {
  tasks: Map<string, TaskKnowledge>;
  /** Configuration by `<file or ''>/<type>/<vmid>`. */
  configs: Map<string, Record<string, string | number>>;
}

const configCall = /^GET \/nodes\/\{node\}\/(qemu|lxc)\/\{vmid\}\/config$/;

/** Gathers the knowledge of one set. */
export function setKnowledge(
  recordings: Recording[],
  schema: OfficialSchema,
): SetKnowledge {
  const configs = new Map<string, Record<string, string | number>>();
  for (const recording of recordings) {
    const { call, values, data, isSuccess } = factsOf(recording, schema);
    const type = configCall.exec(call)?.[1];
    if (type && isSuccess && isObject(data)) {
      const key = `${
        recording.set === 'go-proxmox' ? recording.file : ''
      }/${type}/${values.vmid}`;
      if (!configs.has(key)) configs.set(key, configOf(data));
    }
  }
  return { configs, tasks: taskKnowledge(recordings, schema) };
}

/** Guests whose configuration is recorded elsewhere in the set get that one. */
function fillConfigs(
  plan: WorldPlan,
  { configs }: SetKnowledge,
  file: string,
): void {
  for (const guest of plan.guests.values()) {
    const id = `${guest.type}/${guest.vmid}`;
    const known = configs.get(`/${id}`) ?? configs.get(`${file}/${id}`);
    guest.config = { ...known, ...guest.config };
  }
}

/** Things that every server has. */
function planBasics(plan: WorldPlan): void {
  if (plan.nodes.size === 0) needNode(plan, 'pve1');
  if (![...plan.nodes.values()].some(node => node.isOnline))
    needNode(plan, 'spare1');
  needStorage(plan, 'local');
  needUser(plan, 'root@pam');
  if (plan.nodes.size > 1) plan.clusterName ??= 'cluster1';
  if (!plan.isQuorate && plan.nodes.size < 3) {
    needNode(plan, 'spare2');
    needNode(plan, 'spare3');
  }
}

/** Guests and rows that requests of the same session create themselves. */
function noteCreated(plan: WorldPlan, facts: Facts): void {
  const { call, params, data, isSuccess } = facts;
  const creates = /^POST \/nodes\/\{node\}\/(qemu|lxc)$/.test(call);
  const vmid = Number(creates ? params.vmid : params.newid);
  if ((creates || /\/clone$/.test(call)) && isSuccess && vmid && textOf(data)) {
    plan.createdLater.add(vmid);
  }
}

/**
 * Plans the world in which one session of recordings can take place. Only
 * names, states and configurations go in; answers stay with the comparison.
 */
export function planWorld(
  session: Recording[],
  schema: OfficialSchema,
  knowledge: SetKnowledge,
): WorldPlan {
  const plan = emptyPlan();
  const all = session.map(recording => factsOf(recording, schema));
  all.forEach(facts => noteCreated(plan, facts));
  // a manager that has just woken up refuses rules
  const firstRule = all.find(({ call }) => call === 'POST /cluster/ha/rules');
  plan.isHaAwake = firstRule?.isSuccess ?? false;
  const isStory = session.length > 1;
  for (const facts of all) {
    planNodes(plan, facts);
    planRefusals(plan, facts);
    planGuests(plan, facts);
    if (!isStory) planTasks(plan, facts, knowledge.tasks);
    planStorages(plan, facts);
    planUsers(plan, facts);
    planGroups(plan, facts);
    planAcl(plan, facts);
    planPools(plan, facts);
    if (!isStory) planSections(plan, facts);
    planCluster(plan, facts);
  }
  planBasics(plan);
  fillConfigs(plan, knowledge, session[0].file);
  planDisks(plan);
  return plan;
}
