/** One sprite sheet in a process of its own, started by bundle.ts: gets { pixels, width }, answers with the PNG file. */
import { encodeGreyPng } from './encode-png';

async function answer({ pixels, width }: { pixels: Uint8Array; width: number }): Promise<void> {
  process.send?.(await encodeGreyPng(pixels, width), () => process.disconnect());
}

process.once('message', (request: { pixels: Uint8Array; width: number }) => void answer(request));
