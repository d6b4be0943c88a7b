import './lib/check-node.mjs';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { findBrowser } from './lib/find-browser.mjs';
import { prepare } from './lib/prepare.mjs';
import { inRoot } from './lib/root.mjs';
import { owner, startProduct } from './screenshots/start-product.mjs';

// Measures how a flow of 100 steps moves, by the browser's own tracing: node scripts/frames.mjs [rounds]
const rounds = Number(process.argv[2] ?? 1);
const stepCount = 100;
const secondsPerGesture = 3;
const msBetweenTurns = 8;
const msPerFrame = 1_000 / 60;
const mostUnanswered = 4;
/** The frames that were drawn; to tell these costs next to nothing. */
const frameEvents = ['disabled-by-default-devtools.timeline.frame'];
/** And what was done for each; to tell it all takes a part of the time that a frame has. */
const workEvents = ['toplevel', 'devtools.timeline'];
/** As the browser's protocol counts it. */
const controlKey = 2;
const kinds = {
  FunctionCall: 'script',
  EventDispatch: 'script',
  FireAnimationFrame: 'script',
  TimerFire: 'script',
  BlinkScheduler_PerformMicrotaskCheckpoint: 'script',
  MinorGC: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
};

await prepare();
const executablePath = await findBrowser();
const { chromium } = createRequire(inRoot('apps/e2e/package.json'))('@playwright/test');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args: asRoot });
const product = await startProduct();
try {
  const page = await openFlow();
  await measure(page, { pan: panAbout, zoom: zoomInAndOut, drag: dragOver });
  console.log('from afar');
  await lookFromAfar(page);
  await measure(page, { pan: panAbout, zoom: zoomInAndOut });
} finally {
  await browser.close();
  await product.stop();
}

async function measure(page, gestures) {
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, act] of Object.entries(gestures)) {
      console.log(`${name.padEnd(5)} ${frameRate(await traced(page, act, frameEvents))}`);
      console.log(
        `      watched: ${describe(await traced(page, act, [...frameEvents, ...workEvents]))}`,
      );
    }
  }
}

/** So far out that most of the flow is in sight. */
async function lookFromAfar(page) {
  await page.getByRole('button', { name: 'Fit to the window' }).click();
  for (let times = 0; times < 4; times += 1)
    await page.getByRole('button', { name: 'Zoom out' }).click();
  await page.locator('[data-canvas]:not([data-moving])').waitFor();
}

async function openFlow() {
  const { id } = await product.api('POST', '/flows', longFlow());
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: { width: 1440, height: 900 },
  });
  const data = { email: owner.email, password: owner.password };
  const headers = { origin: product.url };
  await context.request.post('/api/auth/sign-in/email', { data, headers });
  const page = await context.newPage();
  const began = Date.now();
  await page.goto(`/flows/${id}`);
  await page.getByTestId('step-s1').waitFor();
  console.log(`${stepCount} steps are there ${Date.now() - began} ms after the visit began`);
  await page.waitForLoadState('networkidle');
  return page;
}

/** A trunk with branches in it: what a grown flow looks like. */
function longFlow() {
  const row = (number) => ({
    id: `s${number}`,
    type: 'action',
    app: 'tables',
    action: 'insert_row',
    connectionId: null,
    input: {
      table: 'Leads',
      values: { Name: '{{trigger.Name}}', Phone: '{{phone trigger.Phone}}' },
    },
  });
  const steps = [];
  for (let number = 1; number <= stepCount; number += 1) {
    if (number % 10 !== 0) steps.push(row(number));
    else {
      const when = { all: [{ left: '{{trigger.Name}}', op: 'is_not_empty' }] };
      const inside = [row(number + 1), row(number + 2)].filter(() => number + 2 <= stepCount);
      const branches = [{ id: `b${number}`, when, steps: inside }];
      steps.push({ id: `s${number}`, type: 'branch', mode: 'first', branches, otherwise: [] });
      number += inside.length;
    }
  }
  const trigger = { app: 'tilda', event: 'form', connectionId: null, settings: {} };
  return { schemaVersion: 1, name: 'A hundred steps', trigger, steps };
}

function panAbout(page, isOver) {
  const turnOf = (turn) => ({
    deltaX: turn % 60 < 30 ? 12 : -12,
    deltaY: turn % 120 < 60 ? 60 : -60,
  });
  return turnWheel(page, isOver, turnOf);
}

function zoomInAndOut(page, isOver) {
  const turnOf = (turn) => ({
    deltaX: 0,
    deltaY: turn % 60 < 30 ? 20 : -20,
    modifiers: controlKey,
  });
  return turnWheel(page, isOver, turnOf);
}

async function turnWheel(page, isOver, turnOf) {
  const { x, y } = await middleOf(page);
  await moveHand(page, isOver, (turn) => ({ type: 'mouseWheel', x, y, ...turnOf(turn) }));
}

/** As a hand does it: it does not wait until the page has answered to its last move. */
async function moveHand(page, isOver, eventOf) {
  const hand = await page.context().newCDPSession(page);
  const unanswered = new Set();
  for (let turn = 0; !isOver(); turn += 1) {
    const sent = hand
      .send('Input.dispatchMouseEvent', eventOf(turn))
      .then(() => unanswered.delete(sent));
    unanswered.add(sent);
    if (unanswered.size > mostUnanswered) await Promise.race(unanswered);
    await setTimeout(msBetweenTurns);
  }
  await Promise.all(unanswered);
  await hand.detach();
}

async function middleOf(page) {
  const box = await page.getByRole('region', { name: 'Flow' }).boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A step from the palette is held over the flow, which opens and closes its gaps. */
async function dragOver(page, isOver) {
  const item = page.getByTestId('palette-delay');
  await item.scrollIntoViewIfNeeded();
  const { x, y } = await item.boundingBox();
  await page.mouse.move(x + 40, y + 10);
  await page.mouse.down();
  await page.mouse.move(850, 300, { steps: 3 });
  await page.locator('.hl-ghost').waitFor();
  await moveHand(page, isOver, (turn) => ({
    type: 'mouseMoved',
    x: 850,
    y: 300 + Math.abs((turn % 80) - 40) * 10,
    button: 'left',
    buttons: 1,
  }));
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

async function traced(page, act, includedCategories) {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories },
    transferMode: 'ReportEvents',
  });
  const until = Date.now() + secondsPerGesture * 1_000;
  await act(page, () => Date.now() > until);
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events;
}

/**
 * Gaps between frames that were really drawn, and what was done for a frame: by the page itself (its main thread), and
 * by those who turn it into pixels, which is a graphics card's work where there is one. Then whose fault it is where a
 * frame was not there in time: theirs, or of neither, for the processor was given to other programs or to other parts
 * of the browser.
 */
function describe(events) {
  const drawn = drawnIn(events);
  const gaps = gapsOf(drawn);
  const pageTasks = workOf(events, 'CrRendererMain', 'ThreadControllerImpl::RunTask');
  const page = perFrame(drawn, pageTasks);
  const pixels = perFrame(drawn, [
    ...workOf(events, 'ThreadPoolForegroundWorker', 'TaskGraphRunner::RunTask'),
    ...workOf(events, 'VizCompositorThread', 'ThreadControllerImpl::RunTask'),
  ]);
  return [
    frameRate(events),
    `per frame: page ${shares(page)}`,
    `pixels ${shares(pixels)} ms`,
    `page ${kindsOf(events, pageTasks, drawn.length)}`,
    `missed by ${missed(gaps, { page, pixels })}`,
  ].join('; ');
}

function frameRate(events) {
  const drawn = drawnIn(events);
  const perSecond = (1_000 * (drawn.length - 1)) / (drawn.at(-1) - drawn[0]);
  return `${perSecond.toFixed(1)} frames/s, gap ${shares(gapsOf(drawn))}`;
}

function drawnIn(events) {
  const drawn = events.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts / 1_000);
  return drawn.sort((a, b) => a - b);
}

function gapsOf(drawn) {
  return drawn.slice(1).map((at, index) => at - drawn[index]);
}

/** Frames that were due and not drawn, by what took the time. */
function missed(gaps, { page, pixels }) {
  const counts = { 'the page': 0, pixels: 0, neither: 0 };
  gaps.forEach((gap, index) => {
    const count = Math.max(0, Math.round(gap / msPerFrame) - 1);
    if (page[index] > msPerFrame) counts['the page'] += count;
    else if (pixels[index] > msPerFrame) counts.pixels += count;
    else counts.neither += count;
  });
  return Object.entries(counts)
    .map(([who, count]) => `${who} ${count}`)
    .join(', ');
}

/** The page's own work for a frame by its kind. What has no name of its own is the browser's keeping of the page. */
function kindsOf(events, pageTasks, frames) {
  const thread = pageTasks[0] && `${pageTasks[0].pid}:${pageTasks[0].tid}`;
  const own = events
    .filter(({ ph, pid, tid }) => ph === 'X' && `${pid}:${tid}` === thread)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const sums = { script: 0, style: 0, layout: 0, paint: 0, other: 0 };
  const within = [];
  for (const { name, ts, dur, tdur = dur } of own) {
    while (within.length > 0 && within.at(-1).end <= ts) within.pop();
    const outer = within.at(-1);
    if (outer) sums[outer.kind] -= tdur;
    const kind = kinds[name] ?? outer?.kind ?? 'other';
    sums[kind] += tdur;
    within.push({ kind, end: ts + dur });
  }
  return Object.entries(sums)
    .map(([kind, sum]) => `${kind} ${(sum / 1_000 / frames).toFixed(1)}`)
    .join(' ');
}

function workOf(events, threadName, taskName) {
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args.name.startsWith(threadName))
    .map(({ pid, tid }) => `${pid}:${tid}`);
  return events.filter(
    ({ name, ph, pid, tid }) =>
      name === taskName && ph === 'X' && threads.includes(`${pid}:${tid}`),
  );
}

/**
 * The work that was begun between one frame and the next: the processor's time where the browser counts it, for what
 * other programs take of it is none of the page's.
 */
function perFrame(drawn, work) {
  const sums = drawn.map(() => 0);
  for (const { ts, tdur, dur = 0 } of work) {
    const frame = drawn.findLastIndex((at) => at <= ts / 1_000);
    if (frame >= 0) sums[frame] += (tdur ?? dur) / 1_000;
  }
  return sums;
}

function shares(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)}`;
}
