/** Two runs side by side: which, and in what their settings differ. */
import { type Experiment, FIELD_KEYS, FIELDS, formatField, needsAugmentation } from '../../core/experiment';
import { changeWords } from '../../core/experiment/what-changed';
import type { RunRecord } from '../../library/run-record';

/** The left one and the right one. */
export type Pair = readonly [RunRecord, RunRecord];
export type PickedIds = readonly [string | undefined, string | undefined];

/**
 * What is side by side: what the visitor picked; where that is nothing, or no longer kept, the run on screen on the left and
 * on the right the one run that is compared with it. Never the same run twice.
 */
export function pairIds(
  picked: PickedIds,
  records: readonly RunRecord[],
  currentId: string | undefined,
  comparedIds: readonly string[],
): PickedIds {
  const kept = (id: string | undefined) => (records.some((run) => run.id === id) ? id : undefined);
  const compared = comparedIds.filter((id) => id !== currentId && kept(id) !== undefined);
  // Without a run on screen, two that are compared are compared with each other.
  const offered = [...(kept(currentId) === undefined ? [] : [currentId]), ...compared];
  const [usualLeft, usualRight] = offered.length === 2 ? offered : [kept(currentId), undefined];
  const right = kept(picked[1]) ?? (usualRight === kept(picked[0]) ? undefined : usualRight);
  const left = kept(picked[0]) ?? (usualLeft === right ? undefined : usualLeft);
  return [left, right];
}

export interface SettingRow {
  readonly setting: string;
  readonly left: string;
  readonly right: string;
}

/** Whether a setting that differs can have changed any number. */
const matters = (key: keyof Experiment, [left, right]: Pair): boolean =>
  needsAugmentation(key) ? left.experiment.augment || right.experiment.augment : key !== 'engine';

/** The settings that differ, in the form's order, and what was changed on the way; none when all are alike. */
export function settingRows(pair: Pair): SettingRow[] {
  const [left, right] = pair;
  const rows = FIELD_KEYS.filter((key) => matters(key, pair)).map((key) => ({
    setting: FIELDS[key].label,
    left: formatField(left.experiment[key]),
    right: formatField(right.experiment[key]),
  }));
  const [leftWay, rightWay] = pair.map(({ began, changes }) => changeWords(began, changes).join('; '));
  const onTheWay = {
    setting: 'Changed on the way',
    left: leftWay || 'nothing',
    right: rightWay || 'nothing',
  };
  return [...rows, onTheWay].filter((row) => row.left !== row.right);
}
