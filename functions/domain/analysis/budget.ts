export class OutOfBudget extends Error {}

/** How much work an analysis may still do, in looks at a leaf: counted, never timed, so that it ends the same everywhere. */
export class Budget {
  #left: number;
  readonly #whole: Budget | undefined;

  constructor(looks: number, whole?: Budget) {
    this.#left = looks;
    this.#whole = whole;
  }

  /** @throws {OutOfBudget} */
  spend(looks: number): void {
    this.#left -= looks;
    if (this.#left < 0) throw new OutOfBudget();
    this.#whole?.spend(looks);
  }

  get exhausted(): boolean {
    return this.#left < 0;
  }

  /** For one of several questions: a hard one must not use up all. */
  part(looks: number): Budget {
    return new Budget(looks, this);
  }
}
