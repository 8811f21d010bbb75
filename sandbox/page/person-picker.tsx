import { Field, makeStyles, Select } from '@fluentui/react-components';
import { usePage } from './page-context.ts';
import type { PagePerson, People } from './sandbox-api.ts';

const useStyles = makeStyles({
  field: { minWidth: 0, maxWidth: '100%', gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** Anybody in the company, by what they do there. */
export function PersonPicker({ onChoose }: { onChoose: (key: string) => void }) {
  const styles = useStyles();
  const { strings, people, person } = usePage();
  return (
    <Field className={styles.field} label={strings.person}>
      <Select data-tour-target="person" value={person.key} onChange={(_event, { value }) => onChoose(value)}>
        {groupsOf(people).map(({ role, teamName, members }) => (
          <optgroup key={`${role}/${teamName}`} label={[strings.groups[role], teamName].join(' ').trim()}>
            {members.map(({ key, name, jobTitle }) => (
              <option key={key} value={key}>{`${name}, ${jobTitle}`}</option>
            ))}
          </optgroup>
        ))}
      </Select>
    </Field>
  );
}

interface Group {
  readonly role: PagePerson['role'];
  readonly teamName: string;
  readonly members: readonly PagePerson[];
}

/** Reps by team, then who leads them, then the rest. */
function groupsOf({ people, teams }: People): readonly Group[] {
  const of = (...roles: PagePerson['role'][]) => people.filter(({ role }) => roles.includes(role));
  return [
    ...teams.map(({ key, name }) => ({
      role: 'rep' as const,
      teamName: name,
      members: of('rep').filter(({ team }) => team === key),
    })),
    { role: 'manager', teamName: '', members: of('manager', 'director') },
    { role: 'admin', teamName: '', members: of('admin') },
    { role: 'colleague', teamName: '', members: of('colleague') },
  ];
}
