/**
 * Tells which pictures are in the viewport and not there yet, whenever that changes, so that they are decoded before others.
 * A browser asks for pictures in an order of its own, and a decode takes longer than a request.
 */
export function watchVisible(tell: (urls: string[]) => void): void {
  const visible = new Set<HTMLImageElement>();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      visible[isIntersecting ? 'add' : 'delete'](target as HTMLImageElement);
    }
    const urls = [...visible].filter((image) => !image.complete).map((image) => image.currentSrc || image.src);
    if (urls.length > 0) {
      tell(urls);
    }
  });
  const watch = (root: ParentNode) => root.querySelectorAll('img').forEach((image) => observer.observe(image));
  watch(document);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      addedNodes.forEach((node) => {
        if (node instanceof HTMLImageElement) {
          observer.observe(node);
        } else if (node instanceof Element) {
          watch(node);
        }
      });
    }
  }).observe(document, { childList: true, subtree: true });
}
