import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  ToggleButton,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { InfoRegular, TableFilled, TableRegular } from '@fluentui/react-icons';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: '0 12px', marginTop: '-3px', justifySelf: 'end' },
  action: {
    minWidth: 'auto',
    padding: '3px 0',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
    ':hover': { color: tokens.colorBrandForegroundLinkHover },
    '& .fui-Button__icon': { color: 'inherit', fontSize: '16px', width: '16px', height: '16px' },
    '@media (max-width: 639px)': { justifySelf: 'start' },
  },
  narrowStart: { '@media (max-width: 639px)': { justifySelf: 'start' } },
  underlined: { textDecorationLine: 'underline' },
  surface: {
    boxSizing: 'border-box',
    maxWidth: 'min(400px, calc(100vw - 32px))',
    display: 'grid',
    gap: '8px',
  },
  heading: { ...typographyStyles.subtitle2 },
  text: { ...typographyStyles.body1, textWrap: 'pretty' },
});

/** *How it is counted*, and the switch between chart and table. */
export function PanelActions(props: {
  counted: readonly string[];
  table?: { isShown: boolean; onToggle: () => void };
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { table } = props;
  return (
    <div className={`${styles.actions} ${styles.narrowStart}`}>
      <HowItIsCounted paragraphs={props.counted} />
      {table === undefined ? null : (
        <ToggleButton
          appearance="transparent"
          size="small"
          className={styles.action}
          icon={table.isShown ? <TableFilled /> : <TableRegular />}
          checked={table.isShown}
          onClick={table.onToggle}
        >
          {t('panels.table')}
        </ToggleButton>
      )}
    </div>
  );
}

function HowItIsCounted({ paragraphs }: { paragraphs: readonly string[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <WordsPopover heading={t('panels.howCounted')} paragraphs={paragraphs}>
      <Button appearance="transparent" size="small" className={styles.action} icon={<InfoRegular />}>
        {t('panels.howCounted')}
      </Button>
    </WordsPopover>
  );
}

/** A few sentences behind a control that names them. */
export function WordsPopover(props: {
  heading: string;
  paragraphs: readonly string[];
  children: React.ReactElement;
}) {
  const styles = useStyles();
  const headingId = useId();
  return (
    <Popover withArrow positioning={{ position: 'below', align: 'end' }}>
      <PopoverTrigger disableButtonEnhancement>{props.children}</PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={headingId}>
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
