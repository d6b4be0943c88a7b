import { IconGripVertical } from '@tabler/icons-react';
import { AppIcon } from '../../ui/AppIcon.js';
import { ToolMark } from '../canvas/ToolMark.js';
import { useStartDrag } from '../canvas/use-start-drag.js';
import { tools, type PaletteItem } from './palette-items.js';
import { useAddStep } from './use-add-step.js';

export function PaletteRow({ item }: { item: PaletteItem }) {
  const add = useAddStep();
  const startDrag = useStartDrag();
  const tool = tools.find((one) => one === item.key);
  return (
    <button
      type="button"
      className="hl-parts-row"
      data-testid={`palette-${item.key}`}
      title={item.help}
      onClick={() => add(item)}
      onPointerDown={(event) => startDrag(event, { kind: 'new', key: item.key }, item.title)}
    >
      {tool ? <ToolMark tool={tool} size={28} /> : <AppIcon app={item.app?.key ?? ''} size={28} />}
      <span className="hl-parts-title">{item.title}</span>
      <span className="hl-grip" data-grip aria-hidden>
        <IconGripVertical size={16} />
      </span>
    </button>
  );
}
