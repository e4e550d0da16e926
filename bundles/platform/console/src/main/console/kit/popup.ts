/**
 * Puts a popup (an element with the attribute `popover`) at its anchor: below it, or above where there is no room; never
 * outside of the window.
 */
export function place(popup: HTMLElement, anchor: Element, options: { match?: boolean; end?: boolean } = {}): void {
  const at = anchor.getBoundingClientRect();
  const style = popup.style;
  if (options.match) style.minInlineSize = `${at.width}px`;
  style.maxInlineSize = `${innerWidth - 16}px`;
  const width = popup.offsetWidth;
  const below = innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = below < Math.min(popup.scrollHeight, 280) && above > below;
  style.maxBlockSize = `${Math.max(120, Math.min(up ? above : below, 420))}px`;
  const left = options.end ? at.right - width : at.left;
  style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  style.top = up ? 'auto' : `${at.bottom + 4}px`;
  style.bottom = up ? `${innerHeight - at.top + 4}px` : 'auto';
}

/** Opens a popup at its anchor and keeps it there while the page scrolls; returns what closes it. */
export function open(popup: HTMLElement, anchor: Element, options: { match?: boolean; end?: boolean } = {}): () => void {
  const again = () => place(popup, anchor, options);
  if (!popup.matches(':popover-open')) popup.showPopover();
  again();
  addEventListener('scroll', again, { capture: true, passive: true });
  addEventListener('resize', again);
  return () => {
    removeEventListener('scroll', again, { capture: true });
    removeEventListener('resize', again);
    if (popup.matches(':popover-open')) popup.hidePopover();
  };
}
