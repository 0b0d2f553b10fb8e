/**
 * WebKit, by WebKitGTK's own driver, over plain WebDriver (https://www.w3.org/TR/webdriver2/). It has no mode without a window,
 * so where there is no display it is given one that nobody sees.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { callOf, type Driver, pause, type Point } from './driver';

const VIEW = { width: 1280, height: 1000 };
const START_MS = 20_000;

export interface WebKitPaths {
  readonly driver: string;
  readonly browser: string;
  /** Undefined: the browser's window opens on the display that is there. */
  readonly xvfb: string | undefined;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

interface Reply {
  readonly value: unknown;
}
type Call = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<T>;

const callerOf =
  (address: string): Call =>
  async <T>(method: string, path: string, body?: object) => {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as Reply;
    if (response.ok) return value as T;
    const { error, message } = value as { readonly error: string; readonly message: string };
    throw new Error(message || error);
  };

/** Ends the driver and, since it leads a group of its own, whatever it has started. */
function end({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

async function whenReady(call: Call, driver: ChildProcess): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(100)) {
    if (driver.exitCode !== null) break;
    const isReady = await call<{ ready: boolean }>('GET', '/status').then(
      ({ ready }) => ready,
      () => false,
    );
    if (isReady) return;
  }
  throw new Error('WebKitWebDriver did not start');
}

/**
 * WebDriver hears nothing of a page's console, so the page is listened to from within, as soon as its document is there:
 * what goes wrong before that shows in the page itself.
 */
function listen(): string[] {
  const page = window as typeof window & { complaints?: string[] };
  if (page.complaints) return page.complaints;
  const heard: string[] = [];
  page.complaints = heard;
  addEventListener('error', (event) => heard.push(`uncaught: ${event.message}`));
  addEventListener('unhandledrejection', ({ reason }) => heard.push(`uncaught: ${String(reason)}`));
  for (const level of ['error', 'warn'] as const) {
    const say = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      heard.push(`${level}: ${words.join(' ')}`);
      say(...words);
    };
  }
  return heard;
}

const PRESS = { type: 'pointerDown', button: 0 };
const RELEASE = { type: 'pointerUp', button: 0 };
const move = ([x, y]: Point) => ({
  type: 'pointerMove',
  x: Math.round(x),
  y: Math.round(y),
  duration: 8,
  origin: 'viewport',
});

/** Rejects when the driver or the browser does not start. */
export async function launchWebKit(paths: WebKitPaths): Promise<Driver> {
  const port = await freePort();
  const command = [...(paths.xvfb === undefined ? [] : [paths.xvfb, '-a']), paths.driver, `--port=${port}`];
  const driver = spawn(command[0]!, command.slice(1), { stdio: 'ignore', detached: true });
  const failed = new Promise<never>((_, reject) => driver.on('error', reject));
  const endDriver = (): void => end(driver);
  process.once('exit', endDriver);
  const call = callerOf(`http://127.0.0.1:${port}`);
  try {
    await Promise.race([whenReady(call, driver), failed]);
    return await startSession(paths, call, endDriver);
  } catch (error) {
    endDriver();
    throw error;
  }
}

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

async function startSession(paths: WebKitPaths, callDriver: Call, endDriver: () => void): Promise<Driver> {
  const { sessionId, capabilities } = await callDriver<Session>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': { binary: paths.browser, args: ['--automation'] },
      },
    },
  });
  const call: Call = (method, path, body) => callDriver(method, `/session/${sessionId}${path}`, body);
  await call('POST', '/window/rect', VIEW);
  const earlier: string[] = [];

  const evaluate = async <T>(expression: string): Promise<T> => {
    const script = `const done = arguments[0];
      (async () => ({ value: await (${expression}) }))().catch((error) => ({ error: String(error) })).then(done);`;
    const answer = await call<{ value: T } | { error: string }>('POST', '/execute/async', {
      script,
      args: [],
    });
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };
  const complaints = () => evaluate<string[]>(callOf(listen)).catch(() => []);
  /** Goes somewhere, and comes back when another document is there. */
  const leave = async (go: () => Promise<unknown>): Promise<void> => {
    earlier.push(...(await complaints()));
    await evaluate('void (window.isLeft = true)').catch(() => undefined);
    await go();
    const hasCome = () => evaluate<boolean>('!window.isLeft && location.href !== "about:blank"');
    for (const until = Date.now() + START_MS; Date.now() < until; await pause(20))
      if (await hasCome().catch(() => false)) break;
    await complaints();
    while (!(await evaluate<boolean>('document.readyState === "complete"').catch(() => false)))
      await pause(20);
  };
  const act = async (actions: readonly object[]): Promise<void> => {
    await call('POST', '/actions', { actions });
    await call('DELETE', '/actions');
  };

  return {
    browser: `WebKitGTK ${capabilities.browserVersion}`,
    open: (url) => leave(() => call('POST', '/url', { url })),
    reload: () => leave(() => call('POST', '/refresh', {})),
    // A document that was kept comes back as it was left.
    async back() {
      await call('POST', '/back', {});
      await pause(500);
    },
    evaluate,
    drag: ([first, ...rest]) =>
      act([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [move(first!), PRESS, ...rest.map(move), RELEASE],
        },
      ]),
    type: (text) =>
      act([
        {
          type: 'key',
          id: 'keys',
          actions: Array.from(text).flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ]),
        },
      ]),
    complaints: async () => [...earlier, ...(await complaints())],
    async close() {
      await callDriver('DELETE', `/session/${sessionId}`).catch(() => undefined);
      endDriver();
    },
  };
}
