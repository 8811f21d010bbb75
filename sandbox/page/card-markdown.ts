const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** An escaped character, a piece of bold text, or one character of anything else. */
const PIECES = /\\([\\`*_[\]~\-+#>.()!])|\*\*([^*]+)\*\*|[^]/g;

/**
 * The Markdown that our cards need of what Teams reads: an escaped character is that character, `**` is bold. All else
 * is text, and nothing in it becomes an element.
 */
export function markdownToHtml(text: string): string {
  return text.replace(PIECES, (piece: string, escaped?: string, bold?: string) => {
    if (escaped !== undefined) return escapeHtml(escaped);
    if (bold !== undefined) return `<strong>${markdownToHtml(bold)}</strong>`;
    return escapeHtml(piece);
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => HTML[character] ?? character);
}
