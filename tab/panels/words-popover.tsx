import { makeStyles, Popover, PopoverSurface, typographyStyles } from '@fluentui/react-components';
import { useId } from 'react';

const useStyles = makeStyles({
  surface: { boxSizing: 'border-box', width: 'min(400px, calc(100vw - 32px))', display: 'grid', gap: '8px' },
  heading: { ...typographyStyles.subtitle2 },
  text: { ...typographyStyles.body1, textAlign: 'left', textWrap: 'pretty' },
});

/** A few sentences at the control that asked for them. Esc, or a press anywhere else, closes them. */
export default function WordsPopover(props: {
  id: string;
  target: HTMLElement;
  heading: string;
  paragraphs: readonly string[];
  onClose: () => void;
}) {
  const styles = useStyles();
  const headingId = useId();
  const { target } = props;
  return (
    <Popover
      open
      inline
      withArrow
      positioning={{ target, position: 'below', align: 'end', autoSize: 'width', overflowBoundaryPadding: 8 }}
      onOpenChange={(event, { open }) => {
        // The control itself opens and closes; a press on it is not one anywhere else.
        const pressed = event.target instanceof Node && target.contains(event.target);
        if (!open && !pressed) props.onClose();
      }}
    >
      <PopoverSurface id={props.id} className={styles.surface} aria-labelledby={headingId}>
        <h3 id={headingId} className={styles.heading}>
          {props.heading}
        </h3>
        {props.paragraphs.map((paragraph) => (
          <p key={paragraph} className={styles.text}>
            {paragraph}
          </p>
        ))}
      </PopoverSurface>
    </Popover>
  );
}
