// RFC 9111, as far as a cache that only serves while the network is gone needs it. Freshness and revalidation are the
// browser's own cache's, through which every request of the service worker goes.

/** Request headers that are the same in every request of one browser, so that an answer may vary on them. */
const constantFields = new Set(['accept', 'accept-encoding', 'accept-language', 'origin', 'user-agent', 'save-data']);

/** Whether an answer may be kept at all. */
export function mayKeep(headers: Headers): boolean {
  return !directives(headers).has('no-store') && list(headers.get('Vary')).every((field) => constantFields.has(field));
}

/** Whether a kept answer may be served while the network is gone: while it is fresh, and then unless it says that it must be asked for. */
export function mayServeOffline(headers: Headers, now: number): boolean {
  const rules = directives(headers);
  return !rules.has('no-cache') && (!rules.has('must-revalidate') || now < freshUntil(headers, rules));
}

function freshUntil(headers: Headers, rules: Map<string, string>): number {
  const date = Date.parse(headers.get('Date') ?? '');
  const age = Number(headers.get('Age') ?? 0) * 1000;
  const maxAge = rules.get('max-age');
  const expires = maxAge === undefined ? Date.parse(headers.get('Expires') ?? '') : date - age + Number(maxAge) * 1000;
  return Number.isNaN(expires) ? 0 : expires;
}

function directives(headers: Headers): Map<string, string> {
  return new Map(
    list(headers.get('Cache-Control')).map((directive): [string, string] => {
      const [name, value = ''] = directive.split('=', 2);
      return [name.trim(), value.replaceAll('"', '').trim()];
    }),
  );
}

function list(header: string | null): string[] {
  return (header ?? '').split(',').map((item) => item.trim().toLowerCase()).filter((item) => item.length > 0);
}
