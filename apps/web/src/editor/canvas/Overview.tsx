import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, type PointerEvent, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { inSmall, type Small } from './in-small.js';

const isNoCard = new Set(['merge', 'end', 'drop', 'frame']);

/**
 * The whole flow in small, to move about in a long one. It is drawn once for a flow; what moves with the canvas is the
 * frame around what is in sight, and nothing is drawn anew for that.
 */
export function Overview() {
  const { t } = useTranslation();
  const nodes = useStore(({ nodes: all }) => all);
  const { setCenter, getZoom, zoomTo } = useReactFlow();
  const cards = useMemo(() => nodes.filter(({ type }) => !isNoCard.has(type ?? '')), [nodes]);
  const small = useMemo(() => inSmall(cards), [cards]);
  const frame = useFrame(small);
  const go = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = small.toFlow({ x: event.clientX - box.left, y: event.clientY - box.top });
    void setCenter(at.x, at.y, { zoom: getZoom() });
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
      <svg width="100%" height="100%" viewBox={small.viewBox} aria-hidden>
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
      style.transform = `translate(${seen.x}px, ${seen.y}px)`;
      style.width = `${seen.width}px`;
      style.height = `${seen.height}px`;
    };
    follow();
    return flow.subscribe(follow);
  }, [flow, small]);
  return frame;
}
