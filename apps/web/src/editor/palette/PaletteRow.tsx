import { AppMark } from '../../ui/AppMark.js';
import { byKeyboard } from '../canvas/by-keyboard.js';
import { ToolMark } from '../canvas/ToolMark.js';
import { useStartDrag } from '../canvas/use-start-drag.js';
import { useLanguage } from '../words/use-language.js';
import { tools, type PaletteItem } from './palette-items.js';
import { useAddStep } from './use-add-step.js';

export function PaletteRow({ item }: { item: PaletteItem }) {
  const add = useAddStep();
  const startDrag = useStartDrag();
  const { say } = useLanguage();
  const tool = tools.find((one) => one === item.key);
  return (
    <button
      type="button"
      className="hl-parts-row"
      data-testid={`palette-${item.key}`}
      title={item.help}
      onClick={(event) => add(item, { field: byKeyboard(event) })}
      onPointerDown={(event) => startDrag(event, { kind: 'new', key: item.key }, item.title)}
    >
      {tool ? (
        <ToolMark tool={tool} size={28} />
      ) : (
        <AppMark
          app={item.app?.key ?? ''}
          known={item.app ?? undefined}
          label={say(item.app?.label)}
          size={28}
        />
      )}
      <span className="hl-parts-title">{item.title}</span>
      <span className="hl-grip" data-grip aria-hidden />
    </button>
  );
}
