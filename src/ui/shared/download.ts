/** What was handed over, for SavedCopy. */
export interface SavedFile {
  readonly content: string | Blob;
  readonly fileName: string;
  /** Its media type. */
  readonly type: string;
}

/**
 * Hands a file to the visitor: the browser asks where to, or puts it among the downloads. In some frames it does neither, and
 * does not say so: whoever calls this shows a SavedCopy of what it returns.
 */
export function download(content: string | Blob, fileName: string, type: string): SavedFile {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
  return { content, fileName, type };
}

/** Whether the page is part of another site's, or in a sandbox, where files may come to nothing. */
export function isInForeignFrame(): boolean {
  if (window.origin === 'null') return true;
  try {
    // Throws where the outermost page is of another origin.
    return window.top!.location.href === '';
  } catch {
    return true;
  }
}
