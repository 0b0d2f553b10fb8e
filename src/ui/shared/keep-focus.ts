/**
 * A browser drops the focus to the page's body when what has it is taken away: a note that is dismissed, a run that is
 * deleted, a fault that is over. Who works by keyboard would begin again at the top. So whatever is taken away with the
 * focus in it, the focus goes home: to the nearest part of the page around it that is still there. A part says where in it
 * by `data-focus-first`, else the part itself has the focus, and a screen reader says its name.
 */
const HOMES = '[data-focus-home], section, main';

/** Until then whoever took it away may have a better place in mind. */
const GRACE_MS = 80;

/** The nearest part that is still in the page; parents: of what had the focus, from the inside out. */
function homeOf(parents: readonly Element[]): HTMLElement | undefined {
  const home = parents.find(
    (parent): parent is HTMLElement =>
      parent instanceof HTMLElement && parent.isConnected && parent.matches(HOMES),
  );
  return home?.querySelector<HTMLElement>('[data-focus-first]:not(:disabled)') ?? home;
}

function focusHome(home: HTMLElement): void {
  if (home.tabIndex < 0 && !home.hasAttribute('tabindex')) {
    home.tabIndex = -1;
    home.addEventListener('blur', () => home.removeAttribute('tabindex'), { once: true });
  }
  home.focus({ preventScroll: true });
}

function parentsOf(element: Element): Element[] {
  const parents: Element[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) parents.push(at);
  return parents;
}

/** Called once. Returns the way to end it, for tests. */
export function keepFocus(): () => void {
  let last: { readonly element: Element; readonly parents: readonly Element[] } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onFocus = ({ target }: FocusEvent): void => {
    if (target instanceof Element) last = { element: target, parents: parentsOf(target) };
  };
  const check = (): void => {
    timer = undefined;
    if (!last || last.element.isConnected) return;
    const home = homeOf(last.parents);
    last = undefined;
    if (home) focusHome(home);
  };
  const onPointerDown = ({ target }: PointerEvent): void => {
    // A click beside everything takes the focus away because the visitor wants it so.
    if (last && target instanceof Node && last.element.isConnected && !last.element.contains(target))
      last = undefined;
  };
  const observer = new MutationObserver(() => {
    if (last && !last.element.isConnected) timer ??= setTimeout(check, GRACE_MS);
  });

  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', onPointerDown, true);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    clearTimeout(timer);
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', onPointerDown, true);
    observer.disconnect();
  };
}
