/**
 * Which hosts a download may talk to. The page's policy does not bind workers, so the worker holds itself to this list:
 * the hosts of WebLLM's own models, this machine, and the exact origins of a model the person entered.
 */
const ownHosts = ['huggingface.co', 'raw.githubusercontent.com'];
const ownDomains = ['.huggingface.co', '.hf.co'];
const thisMachine = ['localhost', '127.0.0.1'];

export function mayAsk(url: string, customOrigins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (customOrigins.includes(origin)) return protocol === 'https:' || protocol === 'http:';
  if (thisMachine.includes(hostname)) return protocol === 'https:' || protocol === 'http:';
  if (protocol !== 'https:' || port !== '') return false;
  return ownHosts.includes(hostname) || ownDomains.some((domain) => hostname.endsWith(domain));
}
