/**
 * How Chromium is started where WebGPU is to be there: headless it has none unless told so, and then, without a card, one that is
 * imitated. Filling shared memory with zeros, which our kernels do not rely on, is most of what its compiler takes its time for.
 */
const executablePath = process.env['CHROMIUM_PATH'];

export const WEBGPU_LAUNCH = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--enable-unsafe-webgpu',
    '--enable-dawn-features=disable_workgroup_init',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};
