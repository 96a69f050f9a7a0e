/** How a Kubernetes API server is reached, and as whom. @public */
export interface KubeConnection {
  /** Address of the API server; may have a path where a proxy serves several. */
  url: string;
  /** PEM; default: the CAs of the system. */
  ca?: string;
  /** Name that the server's certificate has to carry; default: the host of the url. */
  serverName?: string;
  /** Bearer token. */
  token?: string;
  /** PEM, with `clientKey`. */
  clientCertificate?: string;
  clientKey?: string;
}
