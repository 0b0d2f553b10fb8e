/**
 * A browser's translation takes text nodes out of the page and puts <font> elements with other words in their places. React
 * knows nothing of that: it goes on to change the node that was taken out, which nobody sees, and it throws when it is to
 * remove that node or to put something before it. Here each node that was taken out is remembered with what stands in for
 * it. A new text goes back into the page, where the translation finds it again; removing it removes what stands in for it.
 * See https://github.com/facebook/react/issues/11538.
 */
const standIns = new WeakMap<Node, Element>();

const isFont = (node: Node | null | undefined): node is Element => node?.nodeName === 'FONT';

/** What stands in for a node in `parent`, if something does. */
function standInOf(node: Node, parent: Node): Element | undefined {
  const standIn = standIns.get(node);
  return standIn?.parentNode === parent ? standIn : undefined;
}

function noteStandIns(records: readonly MutationRecord[]): void {
  const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]).filter(isFont));
  if (added.size === 0) return;
  for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
    for (const node of removedNodes) {
      if (node.nodeType !== Node.TEXT_NODE || node.isConnected) continue;
      const standIn = [...addedNodes, previousSibling, nextSibling].find(
        (other): other is Element => isFont(other) && added.has(other),
      );
      if (standIn) standIns.set(node, standIn);
    }
  }
}

/** A property as an object has it from its prototypes. */
function inherited(of: object, name: string): PropertyDescriptor {
  let at = of;
  while (!Object.hasOwn(at, name)) at = Object.getPrototypeOf(at) as object;
  return Object.getOwnPropertyDescriptor(at, name)!;
}

/**
 * Called once, before the page is drawn. Returns the way back, for tests. The three changes below reach every node of the
 * page, and do nothing at all for those that have not been taken out.
 */
export function surviveTranslation(): () => void {
  const observer = new MutationObserver(noteStandIns);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  const proto = Node.prototype;
  // oxlint-disable-next-line typescript/unbound-method -- called with their nodes below
  const { removeChild, insertBefore } = proto;
  const nodeValue = inherited(CharacterData.prototype, 'nodeValue');

  proto.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) return removeChild.call(this, child) as T;
    noteStandIns(observer.takeRecords());
    const standIn = standInOf(child, this);
    if (!standIn) return removeChild.call(this, child) as T;
    removeChild.call(this, standIn);
    return child;
  };
  proto.insertBefore = function <T extends Node>(this: Node, child: T, before: Node | null): T {
    if (!before || before.parentNode === this) return insertBefore.call(this, child, before) as T;
    noteStandIns(observer.takeRecords());
    return insertBefore.call(this, child, standInOf(before, this) ?? before) as T;
  };
  Object.defineProperty(Text.prototype, 'nodeValue', {
    ...nodeValue,
    configurable: true,
    set(this: Text, value: string | null) {
      nodeValue.set!.call(this, value);
      // Only what was taken out has none.
      if (this.parentNode) return;
      noteStandIns(observer.takeRecords());
      standIns.get(this)?.replaceWith(this);
    },
  });

  return () => {
    observer.disconnect();
    Object.assign(proto, { removeChild, insertBefore });
    Reflect.deleteProperty(Text.prototype, 'nodeValue');
  };
}
