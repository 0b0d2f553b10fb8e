/** A helping thread: takes shares of whatever phase the engine's first thread puts up, for as long as it lives. */
import { ACTIVATIONS } from '../../core/experiment';
import type { EngineConfig } from '../engine';
import { kernelsOver } from './kernels';
import { helperLayout, planMemory } from './memory-layout';
import { type Machine, passesOf } from './passes';
import { copyPiece } from './piece-backup';
import { ThreadBoard } from './thread-board';

/** What a helper is told: plain values that can be sent to another thread. */
export interface HelperOrder {
  /** The build of the kernels for shared memory. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly config: EngineConfig;
  /** How many helpers there may be, as the memory was planned, and which of them this is, counted from 0. */
  readonly helpers: number;
  readonly helper: number;
}

/** Never returns. machineOf: for tests, changes what the helper works with. */
export function help(order: HelperOrder, machineOf = (machine: Machine): Machine => machine): never {
  const { module, memory, config, helpers, helper } = order;
  const whole = planMemory(config, helpers);
  const layout = helperLayout(whole, helper);
  const board = new ThreadBoard(memory.buffer, whole);
  const thread = helper + 1;
  const machine: Machine = machineOf({
    config,
    layout,
    kernels: kernelsOver(module, memory),
    activation: ACTIVATIONS.indexOf(config.network.activation),
    beforeUpdate: (share, index, piece) => {
      copyPiece(machine.kernels, piece, index, layout.backup, 'save');
      board.holds(share, index, thread);
      return true;
    },
  });
  const { phases } = passesOf(machine);
  board.arrive();
  for (;;) {
    const share = board.take(thread);
    if (share < 0) {
      board.awaitWork(thread);
      continue;
    }
    phases[board.phase]!.run(share, board.pass);
    board.done(share, thread);
  }
}
