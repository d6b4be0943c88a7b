/** Why a request is not taken: returned, not thrown, because bad input is an ordinary thing here. */
export class Refusal {
  constructor(
    readonly status: 400 | 401 | 405 | 413 | 415,
    readonly reason: string,
  ) {}
}
