/** What must not break: a range at its dash (`44–47`, `34–41 %`, `10–12,5`), seconds from their unit (`60 s`), the method's name. */
const UNBROKEN = /(\d+(?:[.,]\d+)?–\d+(?:[.,]\d+)?(?:\u00a0?[%h])?|\d+ s\b|Theil–Sen)/;

/** A sentence in which no figure or pair of names breaks; its text stays what it was, for readers and for search. */
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
