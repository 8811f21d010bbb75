/** Spans of figures that must not break at their dash: `44–47`, `34–41 %`, `22–47`. */
const UNBROKEN = /(\d+–\d+(?:\u00a0?%)?)/;

/** A sentence in which no range of figures breaks; its text stays what it was, for readers and for search. */
export function Prose({ text }: { text: string }) {
  return text.split(UNBROKEN).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} style={{ whiteSpace: 'nowrap' }}>
        {part}
      </span>
    ),
  );
}
