// Where Teams would have gone. Nothing leaves the sandbox, so it is told instead: of Outlook's form what would stand in it.
const TEXT = {
  sv: {
    compose: 'Här skulle Outlook öppna ett nytt möte, ifyllt så här:',
    outside: 'Här skulle webbläsaren öppna:',
    subject: 'Rubrik',
    start: 'Börjar',
    end: 'Slutar',
    to: 'Deltagare',
    address: 'Adress',
    close: 'Stäng',
  },
  en: {
    compose: 'Here Outlook would open a new meeting, filled in like this:',
    outside: 'Here the browser would open:',
    subject: 'Title',
    start: 'Starts',
    end: 'Ends',
    to: 'Attendees',
    address: 'Address',
    close: 'Close',
  },
};

/** Shows it below the tab until it is closed; the next link takes its place. */
export function showLink(link, { language, timeZone }) {
  const text = TEXT[language] ?? TEXT.en;
  const url = new URL(link);
  const isCompose = url.hostname === 'outlook.office.com' && url.pathname === '/calendar/deeplink/compose';
  const note = document.createElement('div');
  note.className = 'link-note';
  note.setAttribute('role', 'status');
  const heading = document.createElement('p');
  heading.textContent = isCompose ? text.compose : text.outside;
  const fields = document.createElement('dl');
  const rows = isCompose ? composed(url.searchParams, text, { language, timeZone }) : [[text.address, link]];
  for (const [name, value] of rows.filter(([, shown]) => shown !== '')) {
    const [term, description] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = name;
    description.textContent = value;
    fields.append(term, description);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = text.close;
  close.addEventListener('click', () => {
    note.remove();
    document.querySelector('iframe').focus();
  });
  document.querySelector('.link-note')?.remove();
  note.append(heading, fields, close);
  document.body.append(note);
  close.focus();
}

function composed(query, text, { language, timeZone }) {
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const moment = (name) => {
    const at = Date.parse(query.get(name) ?? '');
    return Number.isNaN(at) ? '' : format.format(at);
  };
  return [
    [text.subject, query.get('subject') ?? ''],
    [text.start, moment('startdt')],
    [text.end, moment('enddt')],
    [text.to, (query.get('to') ?? '').replaceAll(',', ', ')],
  ];
}
