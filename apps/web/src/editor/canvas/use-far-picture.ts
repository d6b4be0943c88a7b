import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentType,
  type RefObject,
} from 'react';
import { whenReachable } from '../../ui/late.js';
import type { Detail } from './detail.js';
import type { Turns } from './turns.js';

type Given = {
  readonly canvas: RefObject<HTMLElement | null>;
  readonly turns: Turns;
  readonly detail: Detail;
  readonly isLong: boolean;
};

type FarPicture = {
  /** What stands in the place of the cards now, if anything does. */
  readonly Picture: ComponentType | null;
  /** Tells of a hand that moves the canvas, each time it does, and of the end; a press alone moves nothing. */
  readonly move: (isMoving: boolean) => void;
};

/**
 * The flow as one picture in the place of its cards, while a hand moves it that is long and seen from afar. To change
 * between the two costs some frames, so what begins near stays with cards, and goes back to them only once. At the end
 * the picture stays until all cards in sight are drawn.
 */
export function useFarPicture({ canvas, turns, detail, isLong }: Given): FarPicture {
  const [isMoving, setMoving] = useState(false);
  const [isPictured, setPictured] = useState(false);
  const isFar = isLong && detail !== 'whole';
  const Picture = useLoadedPicture(isFar);
  const isWanted = isMoving && isFar && Picture !== null;
  if (isMoving && !isFar) setMoving(false);
  if (isWanted && !isPictured) setPictured(true);
  useLayoutEffect(() => {
    turns.setHeld(isWanted);
    return isWanted ? undefined : turns.whenDone(() => setPictured(false));
  }, [turns, isWanted]);
  // A card that is not drawn cannot have the keyboard: the browser takes it away.
  useLayoutEffect(() => {
    if (!isPictured) return undefined;
    const had = document.activeElement;
    const isOfCanvas = had instanceof HTMLElement && canvas.current?.contains(had) === true;
    return () => {
      if (isOfCanvas && had.isConnected && document.activeElement === document.body)
        had.focus({ preventScroll: true });
    };
  }, [canvas, isPictured]);
  const isUnderWay = useRef(false);
  const move = (moves: boolean) => {
    if (isUnderWay.current === moves) return;
    isUnderWay.current = moves;
    setMoving(moves && isFar);
  };
  return { Picture: isPictured ? Picture : null, move };
}

/** Fetched before it is needed: until it is there, cards stay. */
function useLoadedPicture(isFar: boolean): ComponentType | null {
  const [loaded, setLoaded] = useState<{ readonly Picture: ComponentType } | null>(null);
  const isDue = isFar && loaded === null;
  useEffect(() => {
    if (!isDue) return undefined;
    let isLeft = false;
    const load = async () => {
      const { FarPicture: Picture } = await whenReachable(() => import('./FarPicture.js'));
      if (!isLeft) setLoaded({ Picture });
    };
    void load();
    return () => {
      isLeft = true;
    };
  }, [isDue]);
  return loaded?.Picture ?? null;
}
