import {
  makeStyles,
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/contract/me.ts';
import { useTeamTime } from '../queries.ts';
import { useServices } from '../services.ts';
import { formatDay, formatWeeks } from '../words/weeks.ts';

const useStyles = makeStyles({
  side: { display: 'flex', alignItems: 'center', gap: '16px', minWidth: 0 },
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'right',
    minHeight: '32px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
  },
  wideOnly: { '@media (max-width: 639px)': { display: 'none' } },
  button: { minWidth: 'auto' },
});

/** Which team, and up to when its figures go. Who leads several chooses here. */
export function TeamNote(props: { team: string; teams: Me['manages']; onChoose: (team: string) => void }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  const { data } = useTeamTime(props.team);
  const name = props.teams.find(({ id }) => id === props.team)?.name ?? '';
  const published = data?.figures.status === 'published' ? data.figures : null;
  return (
    <div className={styles.side}>
      <div className={styles.note}>
        {data === undefined ? null : <span>{t('shell.team', { team: name, count: data.team.reps })}</span>}
        {published === null ? null : (
          <span className={styles.wideOnly}>
            {t('shell.published', {
              weeks: formatWeeks([published.through], language),
              date: formatDay(published.publishedOn, t),
            })}
          </span>
        )}
      </div>
      {props.teams.length > 1 ? <TeamPicker {...props} name={name} /> : null}
    </div>
  );
}

function TeamPicker(props: {
  team: string;
  name: string;
  teams: Me['manages'];
  onChoose: (team: string) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Menu
      checkedValues={{ team: [props.team] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const team = checkedItems[0];
        if (team !== undefined) props.onChoose(team);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton className={styles.button} aria-label={`${t('shell.chooseTeam')}: ${props.name}`}>
          {props.name}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.teams.map(({ id, name }) => (
            <MenuItemRadio key={id} name="team" value={id}>
              {name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
