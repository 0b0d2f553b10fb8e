import * as Comlink from 'comlink';
import type { PaperApi } from '../../protocol/paper';
import { PaperReader } from './paper-reader';

Comlink.expose(new PaperReader() satisfies PaperApi);
