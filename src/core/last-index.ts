/** The place of the last element that passes, or -1: what Array.findLastIndex does, which browsers before 2022 lack. */
export function lastIndexWhere<T>(elements: readonly T[], passes: (element: T) => boolean): number {
  let index = elements.length - 1;
  while (index >= 0 && !passes(elements[index]!)) index--;
  return index;
}
