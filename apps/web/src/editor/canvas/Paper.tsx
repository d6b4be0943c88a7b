import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { dotsApart, placePaper } from './place-paper.js';

const restMs = 150;

/**
 * The dotted paper below the flow. While a gesture lasts it is moved and scaled as it is, which costs nothing; it is
 * drawn anew once, where the gesture has come to rest.
 */
export function Paper() {
  const paper = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();
  useEffect(() => {
    let drawnApart = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const place = () => {
      const [x, y, zoom] = flow.getState().transform;
      if (paper.current) paper.current.style.transform = placePaper({ x, y, zoom }, drawnApart);
    };
    const draw = () => {
      drawnApart = dotsApart(flow.getState().transform[2]);
      paper.current?.style.setProperty('--hl-apart', `${drawnApart}px`);
      place();
    };
    const follow = () => {
      place();
      if (dotsApart(flow.getState().transform[2]) === drawnApart) return;
      clearTimeout(rest);
      rest = setTimeout(draw, restMs);
    };
    draw();
    const leave = flow.subscribe(follow);
    return () => {
      clearTimeout(rest);
      leave();
    };
  }, [flow]);
  return <div ref={paper} className="hl-paper" aria-hidden />;
}
