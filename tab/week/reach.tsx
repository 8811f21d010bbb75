import {
  Button,
  makeStyles,
  mergeClasses,
  Popover,
  PopoverSurface,
  type PositioningProps,
  Radio,
  RadioGroup,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachPreview } from '../../shared/contract/corrections.ts';
import { useNarrow } from '../panels/use-narrow.ts';
import { ReachChanges } from './reach-changes.tsx';
import { reachLabel } from './reach-words.ts';
import type { Widening } from './use-corrections.ts';
import { useStopwatch } from './use-stopwatch.ts';
import { titleWords, type Reader } from './week-words.ts';

const WIDTH = 376;
/** As far as the edge of the card that the buttons stand on. */
const BESIDE = 18;
const EDGE = 8;
const PLACE = {
  // Also where the window ends before it does: it is then moved up, not onto the week.
  beside: { position: 'after', align: 'top', offset: { mainAxis: BESIDE }, pinned: true },
  below: { position: 'below', align: 'end', fallbackPositions: ['above-end'] },
} satisfies Record<string, PositioningProps>;

const useStyles = makeStyles({
  surface: { boxSizing: 'border-box', width: `min(${WIDTH}px, calc(100vw - 32px))`, padding: '20px' },
  inline: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: '16px',
    marginTop: '6px',
  },
  content: { display: 'grid', gap: '8px' },
  // Clear of the words at the foot of the window, which say that it is saved.
  below: { scrollMargin: '24px 0 88px' },
  head: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '8px', alignItems: 'start' },
  heading: { ...typographyStyles.subtitle2, textWrap: 'pretty', overflowWrap: 'anywhere' },
  close: { margin: '-6px -6px 0 0' },
  question: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  group: { display: 'grid', gap: '2px', margin: '-4px 0 0 -8px' },
  radio: {
    width: '100%',
    '> .fui-Radio__indicator': { flexShrink: 0 },
    '> label': { flexGrow: 1, minWidth: 0 },
  },
  label: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '12px', alignItems: 'baseline' },
  name: { overflowWrap: 'anywhere' },
  chosen: { fontWeight: tokens.fontWeightSemibold },
  count: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: '8px',
    paddingTop: '4px',
  },
  note: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, flexGrow: 1 },
  buttons: { display: 'flex', gap: '8px', '> button': { minWidth: 'auto' } },
});

interface ReachProps {
  readonly widening: Widening;
  readonly target: HTMLElement;
  readonly reader: Reader;
  readonly shownWeek: string;
  readonly onWiden: (reach: ReachPreview, seconds: number) => void;
  /** `isByKey`: the focus goes back to where it was. */
  readonly onClose: (isByKey: boolean) => void;
}

/**
 * How far what was said reaches, with exactly what would change. It is saved for the one event already: closing leaves it
 * at that. Beside the buttons where there is room, below them on a phone.
 */
export default function Reach(props: ReachProps) {
  const styles = useStyles();
  const isNarrow = useNarrow();
  const headingId = useId();
  const { target, onClose } = props;
  const isBeside = !isNarrow && hasRoomBeside(target);
  if (isNarrow)
    return (
      <div role="dialog" aria-labelledby={headingId} className={styles.inline}>
        <ReachContent {...props} headingId={headingId} isBeside={isBeside} />
      </div>
    );
  return (
    <Popover
      open
      inline
      withArrow
      positioning={{ target, overflowBoundaryPadding: EDGE, ...(isBeside ? PLACE.beside : PLACE.below) }}
      onOpenChange={(event, { open }) => {
        // The buttons themselves say something else of the event; a press on them is not one anywhere else.
        const isOnButtons = event.target instanceof Node && target.contains(event.target);
        if (!open && !isOnButtons) onClose('key' in event);
      }}
    >
      <PopoverSurface className={styles.surface} aria-labelledby={headingId}>
        <ReachContent {...props} headingId={headingId} isBeside={isBeside} />
      </PopoverSurface>
    </Popover>
  );
}

function hasRoomBeside(target: HTMLElement): boolean {
  const room = document.documentElement.clientWidth - target.getBoundingClientRect().right;
  return room >= BESIDE + WIDTH + EDGE;
}

function ReachContent(props: ReachProps & { headingId: string; isBeside: boolean }) {
  const { widening, reader, shownWeek, onClose } = props;
  const { event, class: said, preview } = widening;
  const styles = useStyles();
  const { t } = useTranslation();
  const stopwatch = useStopwatch();
  const [chosen, setChosen] = useState(0);
  const content = useRef<HTMLDivElement>(null);
  const { start } = stopwatch;
  useEffect(() => {
    start();
    content.current?.querySelector('input')?.focus({ preventScroll: true });
    // Once it has its place.
    const frame = requestAnimationFrame(() => content.current?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [start]);
  const reach = preview.reaches[chosen];
  if (reach === undefined) return null;
  const asked = { event: event.id, class: said, shownWeek };
  const title = titleWords(event, t);
  const count = reach.changes.length;
  return (
    <div
      ref={content}
      className={mergeClasses(styles.content, !props.isBeside && styles.below)}
      onKeyDown={(pressed: KeyboardEvent) => {
        if (pressed.key === 'Escape') onClose(true);
      }}
    >
      <div className={styles.head}>
        <h3 id={props.headingId} className={styles.heading}>
          {t('week.reach.title', { title, className: t(`week.named.${said}`) })}
        </h3>
        <Button
          appearance="subtle"
          className={styles.close}
          icon={<DismissRegular />}
          aria-label={t('week.reach.close')}
          onClick={() => onClose(true)}
        />
      </div>
      <p className={styles.question} id={`${props.headingId}-question`}>
        {t('week.reach.question')}
      </p>
      <div>
        <RadioGroup
          className={styles.group}
          aria-labelledby={`${props.headingId}-question`}
          value={String(chosen)}
          onChange={(_, { value }) => setChosen(Number(value))}
        >
          {preview.reaches.map((one, index) => (
            <Radio
              key={index}
              value={String(index)}
              className={styles.radio}
              label={
                <span className={styles.label}>
                  <span className={mergeClasses(styles.name, index === chosen && styles.chosen)}>
                    {reachLabel(one, reader)}
                  </span>
                  {one.scope === 'event' ? null : (
                    <span className={styles.count}>
                      {t('week.reach.events', { count: one.changes.length })}
                    </span>
                  )}
                </span>
              }
            />
          ))}
        </RadioGroup>
      </div>
      <ReachChanges reach={reach} asked={asked} reader={reader} />
      <div className={styles.foot}>
        <span className={styles.note}>{t('week.reach.canUndo')}</span>
        <div className={styles.buttons}>
          {reach.scope === 'event' ? (
            <Button appearance="primary" onClick={() => onClose(true)}>
              {t('week.reach.done')}
            </Button>
          ) : (
            <>
              <Button onClick={() => onClose(true)}>{t('week.reach.cancel')}</Button>
              <Button appearance="primary" onClick={() => props.onWiden(reach, stopwatch.read())}>
                {t('week.reach.save', { count })}
              </Button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}
