import { ok, type Result } from '../../core/fault';
import { openGpu, type OpenGpuOptions } from './gpu';
import { WebgpuEngine } from './webgpu-engine';

/** An engine still to be given its network by init(), or why there is none. */
export async function openWebgpuEngine(options: OpenGpuOptions): Promise<Result<WebgpuEngine>> {
  const opened = await openGpu(options);
  return opened.ok ? ok(new WebgpuEngine(opened.value)) : opened;
}
