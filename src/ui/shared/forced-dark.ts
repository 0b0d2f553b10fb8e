/**
 * Whether the browser darkens all pages by itself, whatever the system's theme: its own white is then a dark colour, which a
 * page can see (https://developer.chrome.com/blog/auto-dark-theme). Chromium heeds no
 * "only light", but leaves dark pages alone, and whoever asked for those is better served by the page's own dark theme.
 */
export function isForcedDark(): boolean {
  const probe = document.createElement('div');
  probe.hidden = true;
  probe.style.colorScheme = 'light';
  probe.style.backgroundColor = 'canvas';
  document.documentElement.append(probe);
  const channels = getComputedStyle(probe).backgroundColor.match(/[\d.]+/g);
  probe.remove();
  return channels !== null && channels.slice(0, 3).every((channel) => Number(channel) < 128);
}
