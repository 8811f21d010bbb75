import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/contract/me.ts';
import { useTeamTime } from '../queries.ts';
import { useServices } from '../services.ts';
import { formatDay, formatWeeks } from '../words/weeks.ts';
import { ChoiceMenu } from './choice-menu.tsx';

const useStyles = makeStyles({
  side: { display: 'flex', alignItems: 'center', gap: '16px', minWidth: 0 },
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'right',
    minHeight: '32px',
    whiteSpace: 'nowrap',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
  },
  wideOnly: { '@media (max-width: 639px)': { display: 'none' } },
});

/** Which team, and up to when its figures go. Who leads several chooses here. */
export function TeamNote(props: { team: string; teams: Me['manages']; onChoose: (team: string) => void }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  const { data } = useTeamTime(props.team);
  const name = props.teams.find(({ id }) => id === props.team)?.name ?? '';
  const isChoice = props.teams.length > 1;
  const published = data?.figures.status === 'published' ? data.figures : null;
  return (
    <div className={styles.side}>
      <div className={styles.note}>
        {data === undefined ? null : (
          <span>
            {isChoice
              ? t('shell.reps', { count: data.team.reps })
              : t('shell.team', { team: name, count: data.team.reps })}
          </span>
        )}
        {published === null ? null : (
          <span className={styles.wideOnly}>
            {t('shell.published', {
              weeks: formatWeeks([published.through], language),
              date: formatDay(published.publishedOn, t),
            })}
          </span>
        )}
      </div>
      {isChoice ? (
        <ChoiceMenu
          label={name}
          spoken={`${t('shell.chooseTeam')}: ${name}`}
          chosen={props.team}
          choices={props.teams.map((team) => ({ value: team.id, name: team.name }))}
          onChoose={props.onChoose}
        />
      ) : null}
    </div>
  );
}
