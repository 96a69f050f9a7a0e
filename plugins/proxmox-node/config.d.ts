import { HumanDuration } from '@backstage/types';

export interface Config {
  proxmox?: {
    /** The Proxmox VE clusters to read; a single node counts as one. Default: none. */
    clusters?: Array<{
      /**
       * Id of the source: a DNS label of at most 20 characters, unique. It is part of entity names, annotations and
       * addresses of pages, so a change of it makes new entities.
       * @visibility backend
       */
      name: string;
      /**
       * Name for people. Default: `name`.
       * @visibility backend
       */
      title?: string;
      /**
       * API addresses of one or more nodes of the cluster, https only, port 8006 unless given. Where one does not
       * answer the next is asked.
       * @visibility backend
       */
      endpoints: string[];
      /**
       * Where people open Proxmox's own interface; links of entities lead there. Default: the first endpoint.
       * @visibility backend
       */
      webUrl?: string;
      /**
       * How the certificate of the endpoints is verified; at most one of the three. Default: against the CAs of the
       * system.
       */
      tls?: {
        /**
         * PEM of the certificate authority, usually `$file: pve-root-ca.pem`, a copy of `/etc/pve/pve-root-ca.pem`.
         * @visibility backend
         */
        ca?: string;
        /**
         * SHA-256 fingerprints of the accepted certificates (`AA:BB:…`); nothing is sent to a server with another.
         * @visibility backend
         */
        fingerprints?: string[];
        /**
         * Accept any certificate. Default: false.
         * @visibility backend
         */
        insecure?: boolean;
      };
      /**
       * Credentials for reading: either an API token or a user with a password. The role needs VM.Audit, Sys.Audit,
       * Datastore.Audit, Pool.Audit and (Proxmox VE 8 and later) SDN.Audit, (9 and later) VM.GuestAgent.Audit.
       */
      auth: {
        /**
         * Full id of an API token, `user@realm!name`.
         * @visibility backend
         */
        tokenId?: string;
        /**
         * Secret of the API token.
         * @visibility secret
         */
        tokenSecret?: string;
        /**
         * User with realm, `user@realm`, where there is no token.
         * @visibility backend
         */
        username?: string;
        /**
         * Password of the user.
         * @visibility secret
         */
        password?: string;
      };
      /**
       * Deadline of one call, its body included. Default: 30 s.
       * @visibility backend
       */
      requestTimeout?: HumanDuration | string;
      /**
       * Calls at the same time to one node, 1 to 16; Proxmox has three workers per node. Default: 4.
       * @visibility backend
       */
      concurrencyPerNode?: number;
      /**
       * Who owns what the source holds: the first matching pool rule, else tag rule, else name rule, else the default.
       */
      owners?: {
        /**
         * Entity ref of the owner of whatever no rule matches. Default: `group:default/platform`.
         * @visibility backend
         */
        default?: string;
        /**
         * Rules; each with `owner` and exactly one of `pool`, `tag` and `namePattern`. Default: none.
         */
        rules?: Array<{
          /**
           * Name of the pool that the guest is in.
           * @visibility backend
           */
          pool?: string;
          /**
           * A tag of the guest. Works only with `tenantEditable: true`.
           * @visibility backend
           */
          tag?: string;
          /**
           * Regular expression that matches the whole name of the guest. Works only with `tenantEditable: true`.
           * @visibility backend
           */
          namePattern?: string;
          /**
           * Entity ref of a group or user.
           * @visibility backend
           */
          owner: string;
        }>;
        /**
         * Ownership gives rights in the portal, and whoever may edit a guest may edit its tags and name: set this to
         * true only where tenants cannot. Default: false, tag and name rules are then ignored.
         * @visibility backend
         */
        tenantEditable?: boolean;
      };
      /**
       * How tenant clusters are made here: what the Cluster API provider for Proxmox (capmox) gets in the Secret of each
       * cluster, and what of this source is offered. Default: nothing can be ordered here.
       */
      provisioning?: {
        /**
         * Where the management clusters reach the API, https only, port 8006 unless given. Default: the first endpoint.
         * @visibility backend
         */
        url?: string;
        /**
         * Full id of capmox's own API token, `user@realm!name`; the README says what it needs.
         * @visibility backend
         */
        tokenId: string;
        /**
         * Secret of that token. It is written to a Secret in the tenant's namespace.
         * @visibility secret
         */
        tokenSecret: string;
        /**
         * PEM of the certificate authority that capmox verifies the API with. Default: `tls.ca`, else the CAs of
         * capmox's system. Fingerprints do not work here.
         * @visibility backend
         */
        ca?: string;
        /** VMIDs for machines of tenant clusters, used for nothing else; every order gets a block of its own. */
        vmids: {
          /**
           * The first one, at least 100.
           * @visibility backend
           */
          start: number;
          /**
           * The last one, at least 19 above the first.
           * @visibility backend
           */
          end: number;
        };
        /**
         * Resource pool that the machines join. Guests in it that no owner rule names, and that are proven to be
         * machines of a tenant cluster, belong to its owner; so nobody else should put guests there. Default: none.
         * @visibility backend
         */
        resourcePool?: string;
        /** Which templates are offered. Default: all. */
        templates?: {
          /**
           * Only those with this tag.
           * @visibility backend
           */
          tag?: string;
          /**
           * Only those in this pool.
           * @visibility backend
           */
          pool?: string;
        };
        /**
         * The only storages for disks that are offered. Default: all.
         * @visibility backend
         */
        storages?: string[];
        /**
         * The only bridges and VNets that are offered. Default: all.
         * @visibility backend
         */
        bridges?: string[];
      };
    }>;
    /** The Kubernetes management clusters with Cluster API and capmox to read. Default: none. */
    kubernetes?: Array<{
      /**
       * Id of the source: a DNS label of at most 20 characters, unique among these and `clusters`. It is part of
       * entity names, annotations and addresses of pages.
       * @visibility backend
       */
      name: string;
      /**
       * Name for people. Default: `name`.
       * @visibility backend
       */
      title?: string;
      /**
       * Address of the API server, https only; with `token`. Not with `kubeconfig`.
       * @visibility backend
       */
      url?: string;
      /**
       * PEM of the certificate authority of the API server, usually `$file: ca.crt`. Default: the CAs of the system.
       * @visibility backend
       */
      ca?: string;
      /**
       * The same in base64, as kubeconfigs have it. At most one of the two.
       * @visibility backend
       */
      caData?: string;
      /**
       * Bearer token of a service account that may get, list and watch the kinds named in the README.
       * @visibility secret
       */
      token?: string;
      /**
       * Instead of url, ca and token: a kubeconfig, usually `$file: mgmt.kubeconfig`, with the certificates inside it.
       * Commands, auth providers and references to files are refused.
       * @visibility secret
       */
      kubeconfig?: string;
      /**
       * Context of the kubeconfig. Default: its current one.
       * @visibility backend
       */
      context?: string;
      /**
       * Read only these namespaces, where the account may not read all. Default: all.
       * @visibility backend
       */
      namespaces?: string[];
      /**
       * Deadline of one call, its body included; watches are apart. Default: 30 s.
       * @visibility backend
       */
      requestTimeout?: HumanDuration | string;
      /** Where the machines live. */
      proxmox?: {
        /**
         * Name of the one of `clusters` that capmox makes the virtual machines in. Default: any of them, by VMID and
         * name.
         * @visibility backend
         */
        defaultCluster?: string;
      };
      /**
       * Who owns the tenant clusters: the first matching namespace rule, else label rule, else the default.
       */
      owners?: {
        /**
         * Entity ref of the owner of whatever no rule matches. Default: `group:default/platform`.
         * @visibility backend
         */
        default?: string;
        /**
         * Rules; each with `owner` and either `namespace`, or `label` and `value`. Default: none. A namespace that a
         * rule matches is a tenant that things can be ordered for.
         */
        rules?: Array<{
          /**
           * Name of the namespace.
           * @visibility backend
           */
          namespace?: string;
          /**
           * Name of a label of the Namespace object, which only the platform may set.
           * @visibility backend
           */
          label?: string;
          /**
           * Value of the label.
           * @visibility backend
           */
          value?: string;
          /**
           * Entity ref of a group or user.
           * @visibility backend
           */
          owner: string;
        }>;
      };
      /** What the platform decides for tenant clusters that are ordered here; everything has a default. */
      orders?: {
        /**
         * Kamaji's DataStore of the control planes. Default: `default`.
         * @visibility backend
         */
        dataStore?: string;
        /**
         * MetalLB pool that the address of each API server is from. Default: whichever MetalLB takes.
         * @visibility backend
         */
        loadBalancerPool?: string;
        /**
         * Further names in the certificates of the API servers. Default: none.
         * @visibility backend
         */
        certificateNames?: string[];
        /**
         * Set to true where every tenant cluster gets a cloud controller manager: without one its nodes would never take
         * pods. Default: false.
         * @visibility backend
         */
        externalCloudProvider?: boolean;
        /**
         * Network of the pods. Default: 10.244.0.0/16.
         * @visibility backend
         */
        podCidr?: string;
        /**
         * Network of the services. Default: 10.96.0.0/16.
         * @visibility backend
         */
        serviceCidr?: string;
        /**
         * Public SSH keys of root on every worker. Default: none.
         * @visibility backend
         */
        sshAuthorizedKeys?: string[];
        /**
         * The disk of the template that grows to the ordered size. Default: scsi0.
         * @visibility backend
         */
        bootDisk?: string;
        /**
         * Format of the disks. Default: what the storage prefers; block storages know raw only.
         * @visibility backend
         */
        diskFormat?: 'raw' | 'qcow2' | 'vmdk';
      };
    }>;
    /** Orders of tenant clusters. */
    orders?: {
      /**
       * Whether anything can be ordered. Default: true with `permission.enabled: true`; else false, because without
       * permissions everybody could.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * How long an order waits for its cluster before it fails with the diagnosis. Default: 30 min.
       * @visibility backend
       */
      timeout?: HumanDuration | string;
    };
    /** How often the clusters are read: lists at least 5 s apart, the configuration of a guest at least 60 s. */
    inventory?: {
      /**
       * While somebody looks at the source. Default: 10 s, because Proxmox has no news more often.
       * @visibility backend
       */
      activeInterval?: HumanDuration | string;
      /**
       * While nobody does. Default: 60 s.
       * @visibility backend
       */
      idleInterval?: HumanDuration | string;
      /**
       * Version, effective permissions and networks. Default: 15 min.
       * @visibility backend
       */
      slowInterval?: HumanDuration | string;
      /**
       * The configuration of each guest, for its storages, MACs, addresses and UUID: one call per guest in this time,
       * spread over it. Guests that are new or have changed come first. Default: 60 min.
       * @visibility backend
       */
      configurationInterval?: HumanDuration | string;
      /**
       * How long after the first good read of a cluster its configurations begin to be read, so that they do not delay
       * the first lists. Default: 10 s.
       * @visibility backend
       */
      configurationDelay?: HumanDuration | string;
      /**
       * Pause between two configurations of a cluster, of which only one is read at a time. Default: 0.5 s, so at most
       * two calls a second.
       * @visibility backend
       */
      configurationPause?: HumanDuration | string;
    };
  };
}
