/**
 * The page's one database in the browser, opened when it is first needed, on the page as in a worker.
 *
 * A connection can be closed under us: the browser ends it, or another tab wants to upgrade or delete the database, and has
 * to wait until we let go. Either way the next call opens a new one. Upgrades work the other way round too: a tab with the
 * page's first edition never lets go of version 1, so waiting for it has a limit, after which callers get an error.
 */
import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/** Whatever is kept has an id of its own. */
export interface Kept {
  readonly id: string;
}

export interface Stores extends DBSchema {
  /** Drawings that the visitor has said the meaning of. */
  digits: { key: string; value: Kept };
  /** The first edition's kept networks, which run-repository.ts moves to runs and weights. */
  networks: { key: string; value: Kept };
  /** What is known of each run, see run-record.ts. */
  runs: { key: string; value: Kept };
  /** A run's networks, up to two for each run. `sizes` tells how large they are without reading them. */
  weights: { key: string; value: Kept; indexes: { runId: string; sizes: [string, number] } };
  /** How fast engines trained on this device. */
  rates: { key: string; value: Kept };
  /** What is known of each data set that was brought in, see dataset-record.ts. */
  datasets: { key: string; value: Kept };
  /** Their digits, apart, since they are fifty megabytes. */
  datasetDigits: { key: string; value: Kept };
}

export type StoreName = 'digits' | 'networks' | 'runs' | 'weights' | 'rates' | 'datasets' | 'datasetDigits';
export type InklingDatabase = IDBPDatabase<Stores>;

const NAME = 'inkling';
const VERSION = 3;
/** How long another tab may keep us from upgrading. */
const BLOCKED_LIMIT_MS = 3000;
/** How long a browser may take to open the database at all. */
const OPEN_LIMIT_MS = 15_000;
/** How long each call waits for a request whose limit is over. */
const GRACE_MS = 250;

/** Another tab with an older edition of the page keeps the database from being upgraded. */
export class DatabaseBlockedError extends Error {
  override readonly name = 'DatabaseBlockedError';
}

export interface DatabaseHandle {
  /**
   * Does something with the open database. When the connection turns out to be closed it is done once more with a new one,
   * so `act` must bear to be done twice. Rejects with whatever kept it from being done.
   */
  run<T>(act: (database: InklingDatabase) => Promise<T>): Promise<T>;
  /** Closes the connection; the next call opens another. */
  close(): Promise<void>;
}

interface Limits {
  readonly blockedMs: number;
  readonly openMs: number;
  readonly graceMs: number;
}

const LIMITS: Limits = { blockedMs: BLOCKED_LIMIT_MS, openMs: OPEN_LIMIT_MS, graceMs: GRACE_MS };

interface Opening {
  readonly opened: Promise<InklingDatabase>;
  /** Rejects when it takes too long. */
  readonly late: Promise<never>;
  isOpen: boolean;
}

/** For tests; everybody else shares `database`. Opens nothing yet. */
export function createDatabaseHandle(limits: Limits = LIMITS): DatabaseHandle {
  let current: Opening | undefined;

  function open() {
    let giveUp = (_error: Error): void => {};
    const late = new Promise<never>((_, reject) => (giveUp = reject));
    late.catch(() => {});
    const giveUpAfter = (ms: number, message: Error) => setTimeout(() => giveUp(message), ms);
    const timers = [giveUpAfter(limits.openMs, new Error('The database did not open in time'))];
    const forget = () => {
      if (current === opening) current = undefined;
    };
    const opened = request({
      upgrade,
      blocked(version) {
        const error = new DatabaseBlockedError(`Another tab holds version ${version}`);
        timers.push(giveUpAfter(limits.blockedMs, error));
      },
      blocking(_current, _blocked, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    const opening: Opening = { opened, late, isOpen: false };
    // A refusal is not remembered: the next call may fare better.
    opened.then(() => (opening.isOpen = true), forget).finally(() => timers.forEach(clearTimeout));
    return opening;
  }

  // The request stays in the queue when a caller has given up on it: once the old tab is gone, it succeeds.
  async function connect(): Promise<InklingDatabase> {
    current ??= open();
    const { opened, late, isOpen } = current;
    if (isOpen) return opened;
    // Also of a request that was given up on: it may have been let through this moment, and is about to succeed.
    const givenUp = late.catch(async (error: unknown) => {
      await new Promise((resolve) => setTimeout(resolve, limits.graceMs));
      throw error;
    });
    return Promise.race([opened, givenUp]);
  }

  async function close() {
    const closing = current;
    current = undefined;
    (await closing?.opened)?.close();
  }

  return {
    async run(act) {
      const connection = await connect();
      try {
        return await act(connection);
      } catch (error) {
        if (!isClosed(error)) throw error;
        await close().catch(() => {});
        return act(await connect());
      }
    },
    close,
  };
}

// Async, so that a browser that throws at the mere mention of a database gives a rejection like any other.
const request = async (callbacks: OpenDBCallbacks<Stores>): Promise<InklingDatabase> =>
  openDB<Stores>(NAME, VERSION, callbacks);

/** The database that all of the page's parts share, one connection for the page and one for its worker. */
export const database = createDatabaseHandle();

function upgrade(db: InklingDatabase, oldVersion: number): void {
  if (oldVersion < 1) {
    db.createObjectStore('digits', { keyPath: 'id' });
    db.createObjectStore('networks', { keyPath: 'id' });
  }
  if (oldVersion < 2) {
    db.createObjectStore('runs', { keyPath: 'id' });
    const weights = db.createObjectStore('weights', { keyPath: 'id' });
    weights.createIndex('runId', 'runId');
    weights.createIndex('sizes', ['runId', 'sizeBytes']);
    db.createObjectStore('rates', { keyPath: 'id' });
  }
  if (oldVersion < 3) {
    db.createObjectStore('datasets', { keyPath: 'id' });
    db.createObjectStore('datasetDigits', { keyPath: 'id' });
  }
}

/** InvalidStateError: it was closed. UnknownError: Safari's word for a database process that was restarted. */
const isClosed = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError');
