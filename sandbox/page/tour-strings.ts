import type { Language } from '../../shared/locales/text.ts';

const sv = {
  tour: {
    name: 'Rundtur',
    start: 'Rundtur i sju steg',
    step: 'Steg {n} av {count}',
    show: 'Visa var',
    skip: 'Hoppa över',
    next: 'Nästa',
    finish: 'Avsluta',
    close: 'Stäng rundturen',
    done: 'Klart.',
  },
  tourHeading: {
    move: 'Flytta ett kundmöte',
    wait: 'Låt tiden gå',
    answer: 'Svara med ett tryck',
    see: 'Se vad som sparades',
    second: 'Flytta ett till',
    manager: 'Bli chefen',
    requests: 'Se vad tjänsten läser',
  },
  tourTodo: {
    move: 'Du är {name}. Dra ”{title}” ({when}) till nästa vecka, eller tryck på det och välj att flytta det en vecka.',
    wait: 'Frågan kommer när ändringen har varit stilla i tio minuter och {name} är ledig. Klockan går 60 gånger så fort. Tryck på Nästa lucka om du inte vill vänta.',
    answer:
      'Läs kortet i chatten: vad som hände, varför det frågas och vem som ser svaret. Tryck sedan på ett skäl.',
    see: 'Öppna Fliken i Teams. Där står flyttarna: vad som tog tiden, vad den senare användes till och svaret.',
    second: 'Flytta ”{title}” ({when}) också. Högst en fråga om dagen ställs.',
    manager: 'Välj {manager} i listan över personer.',
    requests: 'Öppna Anropen. Där står varje anrop till Microsoft 365 och varje kort som boten har skickat.',
  },
  tourDone: {
    move: 'Kalendern har sagt till att något ändrades, och tjänsten har läst om den. Under kalendern står vad den väntar på.',
    wait: 'Frågan är här.',
    answer: 'Först nu visar kortet vad kalendern säger om saken. Svaret kan ändras i 24 timmar.',
    see: 'Det här ser bara {name}. Ingen annan får en rad av det, vilken roll man än har.',
    second: 'Under kalendern står varför ingen fråga kommer nu.',
    manager:
      'Chefen ser hela veckor för hela teamet, några dagar i efterhand. Inget av det du nyss gjorde syns.',
    requests: 'Det var allt. Prova fritt, eller börja om från onsdag 10.05.',
  },
  tourBecome: 'Det här gör en säljare. Välj till exempel {name} i listan över personer.',
  tourLost: 'Det finns inget sådant kvar i kalendern de här två veckorna. Hoppa över, eller börja om.',
};

const en: typeof sv = {
  tour: {
    name: 'Tour',
    start: 'Tour in seven steps',
    step: 'Step {n} of {count}',
    show: 'Show where',
    skip: 'Skip',
    next: 'Next',
    finish: 'Finish',
    close: 'Close the tour',
    done: 'Done.',
  },
  tourHeading: {
    move: 'Move a customer meeting',
    wait: 'Let time pass',
    answer: 'Answer with one tap',
    see: 'See what was kept',
    second: 'Move one more',
    manager: 'Become the manager',
    requests: 'See what the service reads',
  },
  tourTodo: {
    move: 'You are {name}. Drag “{title}” ({when}) to next week, or press it and choose to move it a week.',
    wait: 'The question comes when the change has been left alone for ten minutes and {name} is free. The clock runs 60 times as fast. Press Next free gap if you would rather not wait.',
    answer:
      'Read the card in the chat: what happened, why it is asked and who sees the answer. Then tap a reason.',
    see: 'Open The tab in Teams. It holds the moves: what took the time, what it was later used for, and the answer.',
    second: 'Move “{title}” ({when}) as well. There is at most one question a day.',
    manager: 'Choose {manager} in the list of people.',
    requests: 'Open Requests. It holds every request to Microsoft 365 and every card that the bot has sent.',
  },
  tourDone: {
    move: 'The calendar signalled that something changed, and the service has read it again. Below the calendar stands what it waits for.',
    wait: 'The question is here.',
    answer:
      'Only now does the card show what the calendar says about it. The answer can be changed for 24 hours.',
    see: 'Only {name} sees this. Nobody else gets a row of it, whatever their role.',
    second: 'Below the calendar stands why no question comes now.',
    manager:
      'The manager sees whole weeks for the whole team, some days later. Nothing of what you just did shows.',
    requests: 'That was all. Try freely, or start over from Wednesday 10:05.',
  },
  tourBecome: 'This is for a rep to do. Choose {name} for example in the list of people.',
  tourLost: 'There is nothing of the kind left in the calendar in these two weeks. Skip, or start over.',
};

/** What the guided tour says: a heading, what to do, and what came of it, for each step. */
export const TOUR_STRINGS: Readonly<Record<Language, typeof sv>> = { sv, en };
