/** What the API declares about the task calls; the syntax is described in ../parseDeclarations.ts. */
export const taskDeclarations = String.raw`
GET /nodes/{node}/tasks | node | all
  errors:b limit:i(0..) node!:s<pve-node> since:i source:s{archive|active|all} start:i(0..) statusfilter:s<pve-task-status-type-list> typefilter:s
  until:i userfilter:s vmid:i<pve-vmid>(100..999999999)
DELETE /nodes/{node}/tasks/{upid} | node daemon | all
  node!:s<pve-node> upid!:s
GET /nodes/{node}/tasks/{upid} | - | all
  node!:s<pve-node> upid!:s
GET /nodes/{node}/tasks/{upid}/log | node daemon | all
  download:b limit:i(0..) node!:s<pve-node> start:i(0..) upid!:s
GET /nodes/{node}/tasks/{upid}/status | node daemon | all
  node!:s<pve-node> upid!:s
`;
