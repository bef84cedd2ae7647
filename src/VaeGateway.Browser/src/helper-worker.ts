// A worker that a page lends its service worker, which can have none of its own: it decodes on a further processor core.
import { LatentDecoder } from './decoder';
import { ModelFile } from './model-file';
import type { DecoderKind } from './synthesis-network';
import { createWasmRuntime } from './wasm/runtime';
import type { HelpReply, HelpRequest } from './worker/helper-messages';
import { ModelStore } from './worker/model-store';
import { wholePicture } from './worker/whole-picture';

declare const self: DedicatedWorkerGlobalScope;

const idleMilliseconds = 15_000;
const decoders = new Map<string, Promise<LatentDecoder>>();

self.onmessage = ({ ports: [port] }) => {
  let leave = setTimeout(end, idleMilliseconds);
  port.onmessage = async ({ data }: MessageEvent<HelpRequest>) => {
    clearTimeout(leave);
    const reply = await help(data);
    port.postMessage(reply, reply.file ? [reply.file.buffer] : []);
    leave = setTimeout(end, idleMilliseconds);
  };

  // A decoder takes some megabytes of memory: it is not to lie idle on every page that is open.
  function end() {
    port.close();
    self.close();
  }
};

async function help({ number, latent, origin, decoder: kind }: HelpRequest): Promise<HelpReply> {
  try {
    const key = `${kind} ${origin}`;
    const decoder = decoders.get(key) ?? create(origin, kind);
    decoders.set(key, decoder);
    return { number, file: await wholePicture(await decoder, latent) };
  } catch (error) {
    return { number, fault: String(error) };
  }
}

async function create(origin: string, decoder: DecoderKind): Promise<LatentDecoder> {
  const kept = await new ModelStore(origin).kept();
  if (!kept) {
    throw new Error('There is no model to help with.');
  }
  return LatentDecoder.create(new ModelFile(kept.bytes), { createRuntime: (model) => createWasmRuntime(model, { decoder }) });
}
