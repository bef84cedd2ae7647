/** Whether the service worker has anything to do with a request. All others go their way as if it were not there. */
export function isPictureRequest(request: Request, ownOrigin: string, otherOrigins: readonly string[]): boolean {
  if (request.method !== 'GET' || request.destination !== 'image') {
    return false;
  }
  // A part of a file is no picture; what must not be stored or must not use the network is for the browser itself.
  if (request.headers.has('range') || request.cache === 'no-store' || request.cache === 'only-if-cached') {
    return false;
  }
  const url = new URL(request.url);
  return (url.protocol === 'http:' || url.protocol === 'https:') && (url.origin === ownOrigin || otherOrigins.includes(url.origin));
}
