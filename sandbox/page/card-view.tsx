import * as AC from 'adaptivecards';
import { useEffect, useEffectEvent, useRef } from 'react';
import { CARD_HOST_CONFIG } from './card-host-config.ts';
import { markdownToHtml } from './card-markdown.ts';
import type { TappedAction } from './sandbox-api.ts';

// The package says that it has no side effects, so a bundler drops the line in it that makes tables known.
AC.GlobalRegistry.elements.register('Table', AC.Table);

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

/** A card drawn by the renderer that Teams' own grew from. A tap goes out as Teams sends it. */
export function CardView(props: {
  card: object;
  language: string;
  onTap: (action: TappedAction) => void;
  onOpenUrl: (url: string) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const act = useEffectEvent((action: AC.Action) => {
    if (action instanceof AC.OpenUrlAction) props.onOpenUrl(action.url ?? '');
    else if (action instanceof AC.ExecuteAction) props.onTap(tapOf('Action.Execute', action));
    else if (action instanceof AC.SubmitAction) props.onTap(tapOf('Action.Submit', action));
  });
  const { card } = props;
  useEffect(() => {
    const drawn = draw(card, act);
    const hadFocus = place.current?.contains(document.activeElement) === true;
    place.current?.replaceChildren(...(drawn ? [drawn] : []));
    // The button that was tapped is gone with its card; the reader stays where it was.
    if (hadFocus) place.current?.focus();
  }, [card]);
  return <div ref={place} tabIndex={-1} className="card" lang={props.language} />;
}

function draw(card: object, onAction: (action: AC.Action) => void): HTMLElement | undefined {
  const drawing = new AC.AdaptiveCard();
  drawing.hostConfig = new AC.HostConfig(CARD_HOST_CONFIG);
  drawing.onExecuteAction = onAction;
  drawing.parse(card);
  return drawing.render();
}

function tapOf(type: TappedAction['type'], action: AC.SubmitAction | AC.ExecuteAction): TappedAction {
  const verb = action instanceof AC.ExecuteAction && action.verb !== '' ? { verb: action.verb } : {};
  return { type, title: action.title, data: action.data ?? {}, ...verb };
}
