import { latentType } from './messages';

const anyImage = 'image/webp,image/*,*/*;q=0.8';

/** The request of a page, with the latent type beside the types that the browser accepts. */
export function askForLatent(request: Request, modelId: string, ownOrigin: string): Request {
  const isOwn = new URL(request.url).origin === ownOrigin;
  const headers = new Headers(request.headers);
  // Elsewhere without quotation marks: with them the header is not "safe" and every picture would cost a preflight request.
  const model = isOwn ? `"${modelId}"` : modelId;
  headers.set('Accept', `${latentType};model=${model},${request.headers.get('Accept') ?? anyImage}`);
  return new Request(request.url, {
    headers,
    // Not the image's own "no-cors", in which neither may Accept be set nor the answer be read.
    mode: 'cors',
    credentials: isOwn ? request.credentials : 'omit',
    cache: request.cache,
    referrer: request.referrer,
    referrerPolicy: request.referrerPolicy,
    signal: request.signal,
  });
}

/** Whether an answer is a latent, of whichever model. */
export function isLatent(response: Response): boolean {
  return response.status === 200 && mediaType(response).startsWith(latentType);
}

/** The model of a latent, as its Content-Type names it; null if it doesn't. */
export function modelOf(response: Response): string | null {
  return /;\s*model="?([\w.-]+)"?/.exec(mediaType(response))?.[1] ?? null;
}

function mediaType(response: Response): string {
  return response.headers.get('Content-Type') ?? '';
}
