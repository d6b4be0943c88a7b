import { capitalize } from './text/capitalize.js';
import { concat } from './text/concat.js';
import { contains } from './text/contains.js';
import { digits } from './text/digits.js';
import { endsWith } from './text/ends-with.js';
import { length } from './text/length.js';
import { lower } from './text/lower.js';
import { pad } from './text/pad.js';
import { replace } from './text/replace.js';
import { slice } from './text/slice.js';
import { split } from './text/split.js';
import { startsWith } from './text/starts-with.js';
import { title } from './text/title.js';
import { trim } from './text/trim.js';
import { truncate } from './text/truncate.js';
import { upper } from './text/upper.js';
import { words } from './text/words.js';
import { email } from './contact/email.js';
import { phoneNational } from './contact/phone-national.js';
import { phone } from './contact/phone.js';
import { add } from './number/add.js';
import { divide } from './number/divide.js';
import { formatNumber } from './number/format-number.js';
import { max } from './number/max.js';
import { min } from './number/min.js';
import { money } from './number/money.js';
import { multiply } from './number/multiply.js';
import { number } from './number/number.js';
import { round } from './number/round.js';
import { subtract } from './number/subtract.js';
import { dateAdd } from './date/date-add.js';
import { dateDiff } from './date/date-diff.js';
import { date } from './date/date.js';
import { timestamp } from './date/timestamp.js';
import { count } from './list/count.js';
import { filterBy } from './list/filter-by.js';
import { first } from './list/first.js';
import { join } from './list/join.js';
import { last } from './list/last.js';
import { map } from './list/map.js';
import { nth } from './list/nth.js';
import { pick } from './list/pick.js';
import { reverse } from './list/reverse.js';
import { sort } from './list/sort.js';
import { sum } from './list/sum.js';
import { table } from './list/table.js';
import { unique } from './list/unique.js';
import { and } from './logic/and.js';
import { choose } from './logic/choose.js';
import { coalesce } from './logic/coalesce.js';
import { defaultTo } from './logic/default.js';
import { eq } from './logic/eq.js';
import { gt } from './logic/gt.js';
import { gte } from './logic/gte.js';
import { isEmpty } from './logic/is-empty.js';
import { lookupTable } from './logic/lookup-table.js';
import { lt } from './logic/lt.js';
import { lte } from './logic/lte.js';
import { ne } from './logic/ne.js';
import { not } from './logic/not.js';
import { or } from './logic/or.js';
import { typeOf } from './logic/type-of.js';
import { yesNo } from './logic/yes-no.js';
import { get } from './data/get.js';
import { json } from './data/json.js';
import { parseJson } from './data/parse-json.js';
import { base64 } from './web/base64.js';
import { fromBase64 } from './web/from-base64.js';
import { html } from './web/html.js';
import { sha256 } from './web/sha256.js';
import { stripTags } from './web/strip-tags.js';
import { urlEncode } from './web/url-encode.js';
import { urlQuery } from './web/url-query.js';
import { utm } from './web/utm.js';
import type { Helper } from './define-helper.js';

/** The closed catalogue: a name that is not here cannot be called. */
export const helpers: readonly Helper[] = [
  capitalize,
  concat,
  contains,
  digits,
  endsWith,
  length,
  lower,
  pad,
  replace,
  slice,
  split,
  startsWith,
  title,
  trim,
  truncate,
  upper,
  words,
  email,
  phoneNational,
  phone,
  add,
  divide,
  formatNumber,
  max,
  min,
  money,
  multiply,
  number,
  round,
  subtract,
  dateAdd,
  dateDiff,
  date,
  timestamp,
  count,
  filterBy,
  first,
  join,
  last,
  map,
  nth,
  pick,
  reverse,
  sort,
  sum,
  table,
  unique,
  and,
  choose,
  coalesce,
  defaultTo,
  eq,
  gt,
  gte,
  isEmpty,
  lookupTable,
  lt,
  lte,
  ne,
  not,
  or,
  typeOf,
  yesNo,
  get,
  json,
  parseJson,
  base64,
  fromBase64,
  html,
  sha256,
  stripTags,
  urlEncode,
  urlQuery,
  utm,
];
