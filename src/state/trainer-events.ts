/** What the training worker tells goes to the slices that keep it, and what follows from it is set going. */
import { isSameRun } from '../core/network-identity';
import type { TrainerEvent } from '../protocol/events';
import { askAnew, takeEvaluatingTraining, takeEvaluation } from './browsing';
import { takeSpeeds } from './device-store';
import { predictAgain, predictWhenPenRests } from './drawing-store';
import { useExperiment } from './experiment-store';
import { takeKept, takeUnkept } from './library-store';
import { takeRunNews, useRun } from './run-store';
import { addTrainingPoint, addValidationPoint } from './series';
import { replaceNetwork } from './store';
import { drawSamples, evaluate } from './trainer';
import { takeTrouble } from './trouble';
import { commands, takeReport } from './worker-link';

export function takeTrainerEvent(event: TrainerEvent): void {
  // What was computed from a network that is no longer on screen is of no use.
  if ('network' in event && event.type !== 'replaced' && !isSameRun(event.network, useRun.getState().network))
    return;
  takeRunNews(event);
  switch (event.type) {
    case 'replaced': {
      const { network, record } = event;
      replaceNetwork(network && record && { network, record });
      predictAgain();
      if (!network) void commands().data.use(useExperiment.getState().experiment.data);
      return;
    }
    case 'run':
      takeKept(event.record);
      return;
    case 'unkept':
      takeUnkept(event.run, event.fault);
      return;
    case 'status':
      if (event.status === 'finished') evaluate();
      return;
    case 'dataset':
      askAnew();
      return;
    case 'data':
      if (event.progress.canTrain && !useRun.getState().samples) void drawSamples();
      return;
    case 'speeds':
      takeSpeeds(event.report);
      return;
    case 'progress':
      if (event.training) addTrainingPoint(event.training, event.progress.trainSeconds);
      predictWhenPenRests();
      return;
    case 'validation':
      addValidationPoint(event.point, useRun.getState().progress?.trainSeconds);
      return;
    case 'evaluated':
      takeEvaluation(event.splitEvaluation);
      return;
    case 'evaluating-training':
      takeEvaluatingTraining(event.fraction);
      return;
    case 'calibrated':
      predictAgain();
      return;
    case 'trouble':
      takeTrouble(event.trouble);
      return;
    case 'insight':
      takeReport(event.report);
  }
}
