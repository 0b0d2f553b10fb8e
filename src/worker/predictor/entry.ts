import * as Comlink from 'comlink';
import type { PredictorApi } from '../../protocol/predictor';
import { Predictor } from './predictor';

Comlink.expose(new Predictor() satisfies PredictorApi);
