/** What the API declares about the access calls; the syntax is described in ../parseDeclarations.ts. */
export const accessDeclarations = String.raw`
GET /access | - | all

GET /access/acl | - | all

PUT /access/acl | daemon | ["perm-modify","{path}"]
  delete:b groups:s<pve-groupid-list> path!:s propagate:b roles!:s<pve-roleid-list> tokens:s<pve-tokenid-list> users:s<pve-userid-list>
GET /access/domains | - | world

POST /access/domains | daemon | ["perm","/access/realm",["Realm.Allocate"]]
  acr-values:s audiences:s autocreate:b base_dn:s(..256) bind_dn:s(..256) capath:s case-sensitive:b cert:s certkey:s check-connection:b
  client-id:s(..256) client-key:s(..256) comment:s(..4096) default:b domain:s(..256)~\S+ filter:s(..2048) group_classes:s<ldap-simple-attr-list>
  group_dn:s(..256) group_filter:s(..2048) group_name_attr:s<ldap-simple-attr>(..256) groups-autocreate:b groups-claim:s(..256) groups-overwrite:b
  issuer-url:s(..256) mode:s{ldap|ldaps|ldap+starttls} password:s port:i(1..65535) prompt:s~(?:none|login|consent|select_account|\S+) query-userinfo:b
  realm!:s<pve-realm>(..32) scopes:s secure:b server1:s<address>(..256) server2:s<address>(..256) sslversion:s{tlsv1|tlsv1_1|tlsv1_2|tlsv1_3}
  sync-defaults-options:s<realm-sync-options> sync_attributes:s~\w+=[^,]+(,\s*\w+=[^,]+)* tfa:s<pve-tfa-config>(..128) type!:s{ad|ldap|openid|pam|pve}
  user_attr:s(..256)~\S{2,} user_classes:s<ldap-simple-attr-list> username-claim:s verify:b
DELETE /access/domains/{realm} | daemon | ["perm","/access/realm",["Realm.Allocate"]]
  realm!:s<pve-realm>(..32)
GET /access/domains/{realm} | - | ["perm","/access/realm",["Realm.Allocate","Sys.Audit"],"any",1]
  realm!:s<pve-realm>(..32)
PUT /access/domains/{realm} | daemon | ["perm","/access/realm",["Realm.Allocate"]]
  acr-values:s audiences:s autocreate:b base_dn:s(..256) bind_dn:s(..256) capath:s case-sensitive:b cert:s certkey:s check-connection:b
  client-id:s(..256) client-key:s(..256) comment:s(..4096) default:b delete:s<pve-configid-list>(..4096) digest:s(..64) domain:s(..256)~\S+
  filter:s(..2048) group_classes:s<ldap-simple-attr-list> group_dn:s(..256) group_filter:s(..2048) group_name_attr:s<ldap-simple-attr>(..256)
  groups-autocreate:b groups-claim:s(..256) groups-overwrite:b issuer-url:s(..256) mode:s{ldap|ldaps|ldap+starttls} password:s port:i(1..65535)
  prompt:s~(?:none|login|consent|select_account|\S+) query-userinfo:b realm!:s<pve-realm>(..32) scopes:s secure:b server1:s<address>(..256)
  server2:s<address>(..256) sslversion:s{tlsv1|tlsv1_1|tlsv1_2|tlsv1_3} sync-defaults-options:s<realm-sync-options>
  sync_attributes:s~\w+=[^,]+(,\s*\w+=[^,]+)* tfa:s<pve-tfa-config>(..128) user_attr:s(..256)~\S{2,} user_classes:s<ldap-simple-attr-list> verify:b
GET /access/groups | - | all

POST /access/groups | daemon | ["perm","/access/groups",["Group.Allocate"]]
  comment:s groupid!:s<pve-groupid>
DELETE /access/groups/{groupid} | daemon | ["perm","/access/groups",["Group.Allocate"]]
  groupid!:s<pve-groupid>
GET /access/groups/{groupid} | - | ["perm","/access/groups",["Sys.Audit","Group.Allocate"],"any",1]
  groupid!:s<pve-groupid>
PUT /access/groups/{groupid} | daemon | ["perm","/access/groups",["Group.Allocate"]]
  comment:s groupid!:s<pve-groupid>
PUT /access/password | daemon notoken | ["or",["userid-param","self"],["and",["userid-param","Realm.AllocateUser"],["userid-group",["User.Modify"]]]]
  confirmation-password:s(5..64) password!:s(8..64) userid!:s<pve-userid>(..64)
GET /access/permissions | - | all
  path:s userid:s
GET /access/roles | - | all

POST /access/roles | daemon | ["perm","/access",["Sys.Modify"]]
  privs:s<pve-priv-list> roleid!:s<pve-roleid>
DELETE /access/roles/{roleid} | daemon | ["perm","/access",["Sys.Modify"]]
  roleid!:s<pve-roleid>
GET /access/roles/{roleid} | - | all
  roleid!:s<pve-roleid>
PUT /access/roles/{roleid} | daemon | ["perm","/access",["Sys.Modify"]]
  append:b privs:s<pve-priv-list> roleid!:s<pve-roleid>
GET /access/tfa | daemon | all

GET /access/tfa/{userid} | daemon | ["or",["userid-param","self"],["userid-group",["User.Modify","Sys.Audit"]]]
  userid!:s<pve-userid>(..64)
GET /access/ticket | - | world

POST /access/ticket | daemon notoken | world
  new-format:b otp:s password!:s path:s(..64) privs:s<pve-priv-list>(..64) realm:s<pve-realm>(..32) tfa-challenge:s username!:s(..64)
GET /access/users | daemon | all
  enabled:b full:b
POST /access/users | daemon | ["and",["userid-param","Realm.AllocateUser"],["userid-group",["User.Modify"],"groups_param","create"]]
  comment:s(..2048) email:s<email-opt>(..254) enable:b expire:i(0..) firstname:s(..1024) groups:s<pve-groupid-list> keys:s~[0-9a-zA-Z!=]{0,4096}
  lastname:s(..1024) password:s(8..64) userid!:s<pve-userid>(..64)
DELETE /access/users/{userid} | daemon | ["and",["userid-param","Realm.AllocateUser"],["userid-group",["User.Modify"]]]
  userid!:s<pve-userid>(..64)
GET /access/users/{userid} | - | ["userid-group",["User.Modify","Sys.Audit"]]
  userid!:s<pve-userid>(..64)
PUT /access/users/{userid} | daemon | ["userid-group",["User.Modify"],"groups_param","update"]
  append:b comment:s(..2048) email:s<email-opt>(..254) enable:b expire:i(0..) firstname:s(..1024) groups:s<pve-groupid-list>
  keys:s~[0-9a-zA-Z!=]{0,4096} lastname:s(..1024) userid!:s<pve-userid>(..64)
GET /access/users/{userid}/token | - | ["or",["userid-param","self"],["userid-group",["User.Modify"]]]
  userid!:s<pve-userid>(..64)
DELETE /access/users/{userid}/token/{tokenid} | daemon | ["or",["userid-param","self"],["userid-group",["User.Modify"]]]
  tokenid!:s userid!:s<pve-userid>(..64)
GET /access/users/{userid}/token/{tokenid} | - | ["or",["userid-param","self"],["userid-group",["User.Modify"]]]
  tokenid!:s userid!:s<pve-userid>(..64)
POST /access/users/{userid}/token/{tokenid} | daemon | ["or",["userid-param","self"],["userid-group",["User.Modify"]]]
  comment:s expire:i(0..) privsep:b tokenid!:s userid!:s<pve-userid>(..64)
PUT /access/users/{userid}/token/{tokenid} | daemon | ["or",["userid-param","self"],["userid-group",["User.Modify"]]]
  comment:s delete:s<pve-configid-list> expire:i(0..) privsep:b regenerate:b tokenid!:s userid!:s<pve-userid>(..64)
`;
