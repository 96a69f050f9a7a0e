'use strict';

/** An expected failure: its message is one clear sentence for the reader. */
class LaunchError extends Error {}

const CAUSES = [
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|fetch failed|network request failed|getaddrinfo/i,
    text: 'the package registry could not be reached. Check the network (or the proxy settings HTTP_PROXY and HTTPS_PROXY) and run the command again.',
  },
  {
    pattern: /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_HAS_EXPIRED/i,
    text: 'the TLS certificate of the package registry was not accepted. Behind an inspecting proxy set NODE_EXTRA_CA_CERTS to its CA file and run the command again.',
  },
  {
    pattern: /ENOSPC|no space left/i,
    text: 'the disk is full. Free about 4 GB and run the command again.',
  },
  {
    pattern: /EACCES|EPERM|EROFS/,
    text: 'a file could not be written. Check that this folder belongs to you (a file made by root?) and run the command again.',
  },
  {
    pattern: /YN0028|lockfile would have been modified/i,
    text: 'yarn.lock does not fit the package.json files. Run `yarn install` and commit yarn.lock.',
  },
  {
    pattern: /E404|YN0035|YN0082/,
    text: 'the registry lacks a package version that yarn.lock names. If npm uses a mirror, let it catch up or use another registry.',
  },
];

/** The sentence that says why a step failed, from what the step printed. */
function explainFailure(step, output, logFile) {
  const cause = CAUSES.find(({ pattern }) => pattern.test(output));
  const where = logFile ? ` The whole output is in ${logFile}.` : '';
  if (cause) {
    return `${step} failed: ${cause.text}${where}`;
  }
  const lines = output.trim().split('\n').slice(-5).join('\n  ');
  return `${step} failed for a reason not known here.${where} Its last lines:\n  ${lines}`;
}

module.exports = { LaunchError, explainFailure };
