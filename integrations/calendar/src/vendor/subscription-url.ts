import { Forbidden, InvalidInput } from '@lifeops/lib';

/**
 * The address to ask for a subscription as people paste it: `webcal://` means `https://`. Messages never repeat it, because
 * it often holds a token.
 *
 * @throws InvalidInput when it is no web address.
 * @throws Forbidden for this machine and link-local addresses, unless the host is among `allowedHosts`.
 */
export function subscriptionUrl(text: string, allowedHosts: readonly string[] = []): string {
  const typed = text.trim().replace(/^webcals?:\/\//i, 'https://');
  if (!URL.canParse(typed) || !/^https?:\/\//i.test(typed)) {
    const message = 'The address of the calendar must begin with https://, http:// or webcal://.';
    throw new InvalidInput(message, [{ path: '/url', message }]);
  }
  const url = new URL(typed);
  if (isLocalHost(url.hostname) && !allowedHosts.includes(url.hostname)) {
    throw new Forbidden('The calendar is on this machine or a link-local address; allow its host to use it.');
  }
  return url.href;
}

/** Loopback, unspecified and link-local hosts as the URL parser normalises them. Names are not looked up. */
function isLocalHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^(?:127|0|169\.254)\./.test(host) ||
    /^\[(?:::1?|::ffff:(?:7f|0|a9fe).*|fe[89ab].*)\]$/.test(host)
  );
}
