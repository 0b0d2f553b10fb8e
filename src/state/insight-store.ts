/**
 * What the worker reports of the inside of the network, and what it says of the drawing there. Panels name what they show
 * for as long as they are open; nothing else is computed.
 */
import type {
  DrawingInsight,
  FirstLayerReport,
  InsightApi,
  InsightReport,
  InsightTopic,
  LabelledDigits,
  LayersReport,
  MapReport,
  Occlusion,
  Place,
} from '../protocol/insight';
import { useDrawing } from './drawing-store';
import { LatestQuestion } from './latest-question';
import { useRun } from './run-store';
import { slice } from './store';
import { onReport, onTrainer } from './worker-link';

interface InsightOfNetwork {
  /** The latest report of any topic: the worker has looked into a network that is new or has learned on. */
  readonly latest: InsightReport | undefined;
  readonly firstLayer: FirstLayerReport | undefined;
  readonly layers: LayersReport | undefined;
  readonly map: MapReport | undefined;
  readonly drawing: DrawingInsight | undefined;
  readonly occlusion: Occlusion | undefined;
  readonly place: Place | undefined;
}

interface InsightOfPage {
  /** The digits that the map shows, the same for every network. */
  readonly mapDigits: LabelledDigits | undefined;
  /** Which class occlusion asks about; undefined for the one that the network reads. */
  readonly chosenClass: number | undefined;
}

const NO_ANSWERS = {
  drawing: undefined,
  occlusion: undefined,
  place: undefined,
} satisfies Partial<InsightOfNetwork>;

const [use, set] = slice<InsightOfPage, InsightOfNetwork>(
  'insight',
  { mapDigits: undefined, chosenClass: undefined },
  () => ({ ...NO_ANSWERS, latest: undefined, firstLayer: undefined, layers: undefined, map: undefined }),
);
export const useInsight = use;

let worker: InsightApi | undefined;
const watchers = new Map<InsightTopic, number>();
const isWatched = (topic: InsightTopic): boolean => (watchers.get(topic) ?? 0) > 0;

const explanations = new LatestQuestion(
  (pixels: Uint8Array) => worker!.explain(pixels),
  (drawing) => {
    if (!drawing) return;
    set({ drawing });
    askForOcclusion(drawing);
  },
);
const occlusions = new LatestQuestion(
  ({ pixels, classIndex }: { pixels: Uint8Array; classIndex: number }) => worker!.occlude(pixels, classIndex),
  (occlusion) => {
    if (occlusion) set({ occlusion });
  },
);
const places = new LatestQuestion(
  (pixels: Uint8Array) => worker!.place(pixels),
  (place) => {
    if (place) set({ place });
  },
);

/** Names who answers; a new worker takes the place of a dead one. */
function connectInsight(remote: InsightApi): void {
  worker = remote;
  dropQuestions();
  tellWatched();
}

/** Has the worker report on a topic until the function that it returns is called. */
export function watchTopic(topic: InsightTopic): () => void {
  count(topic, 1);
  if (topic === 'map') void fetchMapDigits();
  return () => count(topic, -1);
}

function count(topic: InsightTopic, change: 1 | -1): void {
  const before = isWatched(topic);
  watchers.set(topic, (watchers.get(topic) ?? 0) + change);
  if (isWatched(topic) !== before) tellWatched();
}

function tellWatched(): void {
  void worker?.watch([...watchers.keys()].filter(isWatched));
}

async function fetchMapDigits(): Promise<void> {
  if (useInsight.getState().mapDigits || !worker) return;
  const { dataset } = useRun.getState();
  const mapDigits = await worker.mapDigits();
  if (dataset.id === useRun.getState().dataset.id) set({ mapDigits });
}

function takeReport(report: InsightReport): void {
  set({ latest: report });
  switch (report.topic) {
    case 'first-layer':
      set({ firstLayer: report });
      return;
    case 'layers':
      set({ layers: report });
      return;
    case 'map':
      set({ map: report });
      askAboutDrawing();
      return;
    case 'drawing':
      askAboutDrawing();
  }
}

function dropQuestions(): void {
  for (const questions of [explanations, occlusions, places]) questions.drop();
}

/** Which class occlusion is to be about; undefined for the one that the network reads. */
export function chooseClass(chosenClass: number | undefined): void {
  set({ chosenClass });
  const { drawing } = useInsight.getState();
  if (drawing) askForOcclusion(drawing);
}

/** The drawing or the network has changed. */
function askAboutDrawing(): void {
  const { pixels } = useDrawing.getState();
  if (!pixels) {
    dropQuestions();
    set(NO_ANSWERS);
    return;
  }
  if (isWatched('drawing')) explanations.put(pixels);
  if (isWatched('map')) places.put(pixels);
}

function askForOcclusion({ probabilities }: DrawingInsight): void {
  const { pixels } = useDrawing.getState();
  const { chosenClass } = useInsight.getState();
  const predicted = probabilities.indexOf(Math.max(...probabilities));
  if (pixels) occlusions.put({ pixels, classIndex: chosenClass ?? predicted });
}

useDrawing.subscribe(({ pixels }, before) => {
  if (pixels !== before.pixels && (isWatched('drawing') || isWatched('map'))) askAboutDrawing();
});

// What a network is still to answer is not about the next.
useRun.subscribe((now, before) => {
  if (now.network !== before.network) dropQuestions();
  // The map is of the validation digits of one data set.
  if (now.dataset.id !== before.dataset.id) {
    set({ mapDigits: undefined });
    if (isWatched('map')) void fetchMapDigits();
  }
});

onReport(takeReport);
onTrainer(({ insight }) => connectInsight(insight));
