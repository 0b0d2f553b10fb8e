import * as Comlink from 'comlink';
import type { WorkerApi } from '../protocol/commands';
import { DigitBrowser } from './digit-browser';
import { DigitsDesk } from './digits-desk';
import { Reader } from './reader';
import { Session } from './session';
import { Trainer } from './trainer';

const session = new Session();
const api: WorkerApi = {
  open: (options, listener) => Promise.resolve(session.open(options, listener)),
  ping: () => Promise.resolve(),
  data: new DigitsDesk(session),
  trainer: new Trainer(session),
  reader: new Reader(session),
  browsing: new DigitBrowser(session),
};

Comlink.expose(api);
