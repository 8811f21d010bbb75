import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES, type SplitClass } from '../../shared/classification/classification.ts';
import { useServices } from '../services.ts';
import { ClassArea, ClassTextures } from './class-fill.tsx';
import { HollowBar } from './hollow-bar.tsx';

const SIDE = 12;

const useStyles = makeStyles({
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', listStyleType: 'none', marginBottom: '8px' },
  entry: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  swatch: { flexShrink: 0, display: 'block' },
});

/** The classes in stack order, each with its name: for charts that are too narrow for direct labels. */
export function Legend() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ul className={styles.legend}>
      {SPLIT_CLASSES.map((name) => (
        <li key={name} className={styles.entry}>
          <Swatch name={name} />
          {t(`classes.${name}`)}
        </li>
      ))}
    </ul>
  );
}

/** Of planned and kept: solid what was kept, hollow what was moved away. */
export function PlannedLegend() {
  const { t } = useTranslation();
  const { paint } = useServices();
  const styles = useStyles();
  return (
    <ul className={styles.legend}>
      <li className={styles.entry}>
        <Swatch name="selling" />
        {t('time.planned.keptColumn')}
      </li>
      <li className={styles.entry}>
        <svg aria-hidden width={SIDE} height={SIDE} className={styles.swatch}>
          <HollowBar paint={paint} x={0} y={0} width={SIDE} height={SIDE} />
        </svg>
        {t('time.planned.awayName')}
      </li>
    </ul>
  );
}

export function Swatch({ name }: { name: SplitClass }) {
  const id = useId();
  const { paint } = useServices();
  const styles = useStyles();
  return (
    <svg aria-hidden width={SIDE} height={SIDE} className={styles.swatch}>
      <ClassTextures id={id} paint={paint} />
      <ClassArea id={id} name={name} paint={paint} x={0} y={0} width={SIDE} height={SIDE} />
    </svg>
  );
}
