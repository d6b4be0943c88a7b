import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, type PointerEvent, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { inSmall, type Small } from './in-small.js';
import { useMoveTo } from './use-move-to.js';

const isNoCard = new Set(['merge', 'end', 'drop', 'frame']);

/**
 * The whole flow in small, to move about in a long one. It is drawn once for a flow; what moves with the canvas is the
 * frame around what is in sight, and nothing is drawn anew for that.
 */
export function Overview() {
  const { t } = useTranslation();
  const nodes = useStore(({ nodes: all }) => all);
  const { getZoom, zoomTo } = useReactFlow();
  const flow = useStoreApi();
  const moveTo = useMoveTo();
  const cards = useMemo(() => nodes.filter(({ type }) => !isNoCard.has(type ?? '')), [nodes]);
  const small = useMemo(() => inSmall(cards), [cards]);
  const frame = useFrame(small);
  const go = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = small.toFlow({ x: event.clientX - box.left, y: event.clientY - box.top });
    const zoom = getZoom();
    const { width, height } = flow.getState();
    moveTo({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom });
  };
  return (
    <div
      className="hl-overview"
      role="img"
      aria-label={t('editor.overview')}
      data-testid="overview"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
      }}
      onWheel={(event: WheelEvent) => void zoomTo(getZoom() * 2 ** (-event.deltaY / 500))}
    >
      <svg
        width="100%"
        height="100%"
        viewBox={small.viewBox}
        preserveAspectRatio="none"
        aria-hidden
      >
        {cards.map(({ id, position, width = 0, height = 0 }) => (
          <rect key={id} x={position.x} y={position.y} width={width} height={height} rx={16} />
        ))}
      </svg>
      <div className="hl-overview-frame" ref={frame} />
    </div>
  );
}

/** The frame follows the canvas past React: a move of the canvas is no reason to draw anything. */
function useFrame(small: Small) {
  const frame = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();
  useEffect(() => {
    const follow = () => {
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      const seen = small.frameOf(view);
      if (!frame.current) return;
      const { style } = frame.current;
      // One pixel, made as large as it is to be: of another size it would be drawn anew at each frame of a zoom.
      style.transform = `translate(${seen.x}px, ${seen.y}px) scale(${seen.width}, ${seen.height})`;
    };
    follow();
    return flow.subscribe(follow);
  }, [flow, small]);
  return frame;
}
