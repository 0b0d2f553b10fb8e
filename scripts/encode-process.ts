/**
 * One sprite sheet in a process of its own, started by bundle.ts: gets { pixels, width }, answers with the PNG file, and ends
 * when bundle.ts, having read the answer, hangs up.
 */
import { encodeGreyPng } from './encode-png';

async function answer({ pixels, width }: { pixels: Uint8Array; width: number }): Promise<void> {
  process.send?.(await encodeGreyPng(pixels, width));
}

process.on('message', (request: { pixels: Uint8Array; width: number }) => void answer(request));
