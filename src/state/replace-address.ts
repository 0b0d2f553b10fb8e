/**
 * Puts another address in the place of the page's own, without an entry in the browser's history. In a frame that is shut off
 * browsers refuse; the page then works as well, only its address does not tell of it.
 */
export function replaceAddress(address: string | URL): void {
  try {
    window.history.replaceState(window.history.state, '', address);
  } catch {
    // Nothing to be done, and nothing that the visitor would miss: such a frame shows no address.
  }
}
