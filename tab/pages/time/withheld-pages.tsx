import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TeamTime } from '../../../shared/contract/team-time.ts';
import { DashedFrame } from '../../panels/dashed-frame.tsx';
import { PageFoot } from '../../panels/page-foot.tsx';
import { PageFrame, PanelRow, SectionHeading } from '../../panels/page-frame.tsx';
import { Panel } from '../../panels/panel.tsx';
import { formatDay } from '../../words/weeks.ts';

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, textWrap: 'pretty' },
  notes: { listStyleType: 'none', display: 'grid', gap: '4px', marginTop: '12px' },
  note: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
});

interface WithheldProps {
  readonly minimum: number;
  /** Stands below the page's own words. */
  readonly aboveFigures: readonly string[];
}

/** Fewest reps that small-team mode may stand for. */
const SMALL_TEAM_MODE = 3;

/** A team below the minimum: why nothing is shown, and the two ways to figures. */
export function SmallTeamPage(props: WithheldProps & { team: TeamTime['team'] }) {
  const { team, minimum, aboveFigures } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const ways = team.reps < SMALL_TEAM_MODE ? 1 : 2;
  return (
    <PageFrame
      heading={t('time.smallTeam.heading', { team: team.name, count: team.reps, minimum })}
      text={[t('time.smallTeam.text'), ...aboveFigures]}
    >
      <SectionHeading text={t('time.smallTeam.ways', { count: ways })} />
      <PanelRow>
        <Panel heading={t('time.smallTeam.join')}>
          <p className={styles.text}>{t('time.smallTeam.joinText', { minimum })}</p>
          <Notes notes={[t('time.smallTeam.joinNote1'), t('time.smallTeam.joinNote2')]} />
        </Panel>
        {ways === 1 ? null : (
          <Panel heading={t('time.smallTeam.mode')}>
            <p className={styles.text}>{t('time.smallTeam.modeText')}</p>
            <Notes notes={[t('time.smallTeam.modeNote1'), t('time.smallTeam.modeNote2')]} />
          </Panel>
        )}
      </PanelRow>
      <p className={styles.note}>{t('time.smallTeam.admin', { count: ways })}</p>
      <PageFoot minimum={minimum} />
    </PageFrame>
  );
}

/** An upper level whose sum would give a small team away. */
export function RemainderPage(props: WithheldProps & { team: TeamTime['team'] }) {
  const { team, minimum, aboveFigures } = props;
  const { t } = useTranslation();
  return (
    <PageFrame
      heading={t('time.remainder.heading', { team: team.name })}
      text={[t('time.remainder.text', { minimum }), t('time.remainder.step', { minimum }), ...aboveFigures]}
    >
      <PageFoot minimum={minimum} />
    </PageFrame>
  );
}

/** Before the first published week. */
export function NoneYetPage(props: WithheldProps & { expected: string | null }) {
  const { expected, minimum, aboveFigures } = props;
  const { t } = useTranslation();
  const text = t('time.noneYet.text');
  return (
    <PageFrame
      heading={t('time.noneYet.heading')}
      text={[
        expected === null ? text : `${text} ${t('time.noneYet.expected', { date: formatDay(expected, t) })}`,
        ...aboveFigures,
      ]}
    >
      <Panel heading={t('time.weeks.headingBare')} caption={t('time.weeks.caption')} minHeight={320}>
        <DashedFrame verdict={t('time.weeks.ahead')} />
      </Panel>
      <PageFoot minimum={minimum} />
    </PageFrame>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note} className={styles.note}>
          {note}
        </li>
      ))}
    </ul>
  );
}
