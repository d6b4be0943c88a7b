/** One row of the table. */
export type Figure = {
  readonly what: string;
  readonly product: string;
  readonly limit: string;
  /** Product by limit, where there is such a thing. */
  readonly ratio: number | null;
  readonly budget: Budget | null;
};

/** A number of the design that the product has to keep. */
export type Budget = { readonly words: string; readonly isMet: boolean };

export const atLeast = (value: number, bound: number, unit = ''): Budget => ({
  words: `>= ${bound}${unit}`,
  isMet: value >= bound,
});

export const atMost = (value: number, bound: number, unit = ''): Budget => ({
  words: `<= ${bound}${unit}`,
  isMet: value <= bound,
});

export const isMissed = ({ budget }: Figure): boolean => budget !== null && !budget.isMet;

/** A row that tells something of a side, and compares nothing. */
export const plain = (what: string, product: string, limit = ''): Figure => ({
  what,
  product,
  limit,
  ratio: null,
  budget: null,
});
