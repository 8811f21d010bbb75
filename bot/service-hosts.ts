/**
 * Whether a service URL may get a token of ours: https, the default port, and a host on the list. `*` in a
 * listed host stands for one label. A stored service URL came from outside, so it is checked at each use.
 */
export function isAllowedServiceUrl(serviceUrl: string, hosts: readonly string[]): boolean {
  const url = URL.parse(serviceUrl);
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username || url.password)
    return false;
  return hosts.some((host) => matches(url.hostname, host.toLowerCase()));
}

function matches(hostname: string, pattern: string): boolean {
  const labels = hostname.split('.');
  const wanted = pattern.split('.');
  return labels.length === wanted.length && wanted.every((label, i) => label === '*' || label === labels[i]);
}
