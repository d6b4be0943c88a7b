import {
  IconArrowsSplit2,
  IconClock,
  IconFilter,
  IconMessageReply,
  IconRepeat,
  type Icon,
} from '@tabler/icons-react';
import type { Tool } from '../palette/palette-items.js';

const icons: Record<Tool, Icon> = {
  filter: IconFilter,
  branch: IconArrowsSplit2,
  delay: IconClock,
  respond: IconMessageReply,
  loop: IconRepeat,
};

export function ToolMark({ tool, size = 32 }: { tool: Tool; size?: number }) {
  const Mark = icons[tool];
  return (
    <span className="hl-tool-mark" style={{ width: size, height: size }} aria-hidden>
      <Mark size={Math.round(size * 0.6)} stroke={1.75} />
    </span>
  );
}
