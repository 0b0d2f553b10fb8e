/** Which network: whatever was computed from one carries this, and who shows it drops what belongs to another. */

/** What made the network what it is. */
export type NetworkCause =
  | 'training'
  | 'best'
  | 'fine-tuning'
  | 'undo'
  | 'roll-back'
  | 'pretrained'
  | 'imported';

export interface NetworkIdentity {
  readonly runId: string;
  /** Optimiser steps taken. */
  readonly step: number;
  readonly cause: NetworkCause;
}

/** Whether both are of one run and made alike: the same network, at two moments of its training perhaps. */
export const isSameRun = (a: NetworkIdentity | undefined, b: NetworkIdentity | undefined): boolean =>
  a !== undefined && a.runId === b?.runId && a.cause === b.cause;

/** Whether both are the very same network. */
export const isSameNetwork = (a: NetworkIdentity | undefined, b: NetworkIdentity | undefined): boolean =>
  isSameRun(a, b) && a?.step === b?.step;
