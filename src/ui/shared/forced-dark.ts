/**
 * Whether the browser darkens all pages by itself, whatever the system's theme: its own white is then a dark colour, which a
 * page can see (https://developer.chrome.com/blog/auto-dark-theme). What a browser makes of a light page is unreadable in places,
 * and whoever asked for dark pages is better served by the dark theme.
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
