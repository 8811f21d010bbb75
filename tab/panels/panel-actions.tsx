import { Button, makeStyles, mergeClasses, ToggleButton, tokens } from '@fluentui/react-components';
import { InfoRegular, TableFilled, TableRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useServices } from '../services.ts';
import { WordsControl } from './words-control.tsx';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 16px',
    marginTop: '-3px',
    justifySelf: 'end',
    '@container (max-width: 420px)': { justifySelf: 'start', marginTop: 0 },
  },
  action: {
    minWidth: 'auto',
    padding: '1px 0',
    '@media (forced-colors: active)': { padding: '1px 4px' },
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
    ':hover': { color: tokens.colorBrandForegroundLinkHover },
    '& .fui-Button__icon': { color: 'inherit', fontSize: '16px', width: '16px', height: '16px' },
  },
  underlined: { textDecorationLine: 'underline' },
});

/** *How it is counted*, and the switch between chart and table. */
export function PanelActions(props: {
  counted: readonly string[];
  table?: { isShown: boolean; onToggle: () => void };
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { mode } = useServices();
  const { table } = props;
  const action = mergeClasses(styles.action, mode === 'contrast' && styles.underlined);
  return (
    <div className={styles.actions}>
      <WordsControl heading={t('panels.howCounted')} paragraphs={props.counted}>
        {(control) => (
          <Button
            appearance="transparent"
            size="small"
            className={action}
            icon={<InfoRegular />}
            {...control}
          >
            {t('panels.howCounted')}
          </Button>
        )}
      </WordsControl>
      {table === undefined ? null : (
        <ToggleButton
          appearance="transparent"
          size="small"
          className={action}
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
