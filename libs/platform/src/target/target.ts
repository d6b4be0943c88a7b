import { createBreaker, type Breaker, type TargetOutcome } from './create-breaker.js';

export type Permit = { readonly leave: (outcome: TargetOutcome) => void };

/** Nobody is let in now: the target has its hands full, or has failed too often in a row. */
export type Refusal = {
  readonly because: 'busy' | 'down';
  readonly waitMs: number;
  /** When it is `down`: how long until somebody may try it. */
  readonly nextProbeMs: number;
};

export type Entrance =
  | { readonly ok: true; readonly permit: Permit }
  | { readonly ok: false; readonly refusal: Refusal };

/** What the targets of a process have in common. */
export type Crowd = {
  /** Requests under way at once to a target that is slow, or not known yet. */
  readonly slowConcurrency: number;
  readonly mostPerTarget: number;
  /** Under way to slow and unknown targets, all together, and how many that may be. */
  slowInFlight: number;
  readonly mostOfSlow: number;
  readonly mostWaiters: number;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly onRefused: (because: Refusal['because']) => void;
  readonly onOpened: () => void;
};

type Waiter = { readonly admit: (entrance: Entrance) => void; readonly timer: NodeJS.Timeout };

const quickMs = 1_000;
/** A quick target frees a place in less; a slow one would only hold up whoever waits. */
const patienceMs = 250;
const longestWaitMs = 60_000;
const shortestTurnMs = 10;

/** What one target is doing, and how much it may be asked to do. */
export class Target {
  inFlight = 0;
  private readonly breaker: Breaker;
  private readonly waiters: Waiter[] = [];
  /** How many may be under way: grows with every quick answer, halves with every slow one. */
  private allowance: number;
  /** When somebody last came out, or began with nobody else inside. */
  private movedMs: number;
  private meanMs = 0;
  /** The time until which turns are given away. */
  private bookedMs = 0;

  constructor(private readonly crowd: Crowd) {
    this.allowance = crowd.slowConcurrency;
    this.movedMs = crowd.nowMs();
    this.breaker = createBreaker({ ...crowd, onOpen: crowd.onOpened });
  }

  get isOpen(): boolean {
    return this.breaker.isOpen();
  }

  get isIdle(): boolean {
    return this.isEmpty && !this.isOpen;
  }

  /** Nobody is inside or at its door: forgetting it loses no count. */
  get isEmpty(): boolean {
    return this.inFlight === 0 && this.waiters.length === 0;
  }

  enter(): Entrance | Promise<Entrance> {
    const judged = this.breaker.ask();
    if (judged === 'probe') return this.admit(true);
    if (judged === 'open') return this.refuse('down');
    if (this.waiters.length === 0 && this.hasRoom()) return this.admit(false);
    const isMoving = this.crowd.nowMs() - this.movedMs < patienceMs;
    return isMoving && this.waiters.length < this.crowd.mostWaiters
      ? this.wait()
      : this.refuse('busy');
  }

  private hasRoom(): boolean {
    const { slowInFlight, mostOfSlow } = this.crowd;
    return this.inFlight < this.allowance && (!this.isSlow() || slowInFlight < mostOfSlow);
  }

  private isSlow(): boolean {
    return this.allowance <= this.crowd.slowConcurrency;
  }

  private admit(isProbe: boolean): Entrance {
    const beganMs = this.crowd.nowMs();
    if (this.inFlight === 0) this.movedMs = beganMs;
    this.count(1);
    let isInside = true;
    const leave = (outcome: TargetOutcome): void => {
      if (!isInside) return;
      isInside = false;
      this.count(-1);
      this.learn(outcome, isProbe, this.crowd.nowMs() - beganMs);
      this.letIn();
    };
    return { ok: true, permit: { leave } };
  }

  private count(change: 1 | -1): void {
    this.inFlight += change;
    if (this.isSlow()) this.crowd.slowInFlight += change;
  }

  private learn(outcome: TargetOutcome, isProbe: boolean, tookMs: number): void {
    this.movedMs = this.crowd.nowMs();
    this.meanMs = this.meanMs === 0 ? tookMs : this.meanMs * 0.9 + tookMs * 0.1;
    this.breaker.tell(outcome, isProbe);
    if (tookMs > quickMs) this.allow(Math.floor(this.allowance / 2));
    else if (outcome === 'answered') this.allow(this.allowance + 1);
    // A target that comes back is not run over: it shows anew what it can take.
    else if (this.isOpen) this.allow(0);
  }

  private allow(wanted: number): void {
    const { slowConcurrency, mostPerTarget } = this.crowd;
    const wasSlow = this.isSlow();
    this.allowance = Math.min(mostPerTarget, Math.max(slowConcurrency, wanted));
    if (wasSlow === this.isSlow()) return;
    this.crowd.slowInFlight += wasSlow ? -this.inFlight : this.inFlight;
  }

  private letIn(): void {
    while (this.isOpen || this.hasRoom()) {
      const waiter = this.waiters.shift();
      if (!waiter) return;
      clearTimeout(waiter.timer);
      waiter.admit(this.isOpen ? this.refuse('down') : this.admit(false));
    }
  }

  private wait(): Promise<Entrance> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        resolve(this.refuse('busy'));
      }, patienceMs);
      const waiter: Waiter = { admit: resolve, timer };
      this.waiters.push(waiter);
    });
  }

  /** Gives away turns one after another, so that who is refused together does not come back together. */
  private refuse(because: Refusal['because']): Entrance {
    const { nowMs, random, onRefused } = this.crowd;
    onRefused(because);
    const now = nowMs();
    const isDown = because === 'down';
    const nextProbeMs = isDown ? this.breaker.nextProbeInMs() : 0;
    const perTurnMs = isDown ? 0 : Math.max(this.meanMs, now - this.movedMs) / this.allowance;
    const earliestMs = now + Math.max(nextProbeMs, patienceMs);
    this.bookedMs = Math.min(
      earliestMs + longestWaitMs,
      Math.max(earliestMs, this.bookedMs + Math.max(shortestTurnMs, perTurnMs)),
    );
    const waitMs = Math.ceil((this.bookedMs - now) * (1 + random() / 10));
    return { ok: false, refusal: { because, waitMs, nextProbeMs } };
  }
}
