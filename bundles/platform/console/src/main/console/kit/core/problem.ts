/** A field that is wrong, by its path in what was sent: `lines[2].quantity`. */
export interface FieldError {
  field: string;
  code?: string;
  message: string;
}

/**
 * Why a request did not do what it was to do (RFC 9457), in the words of the server. `status` 0: the server could not be
 * reached, and it is unknown whether it got the request.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly requestId?: string,
  ) {
    super(detail || title || code);
  }

  get unreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }

  /** Somebody else changed the record since it was read. */
  get stale(): boolean {
    return this.status === 412;
  }

  static offline(): Problem {
    return new Problem(0, 'offline', '', '');
  }

  static async of(answer: Response): Promise<Problem> {
    try {
      const body = (await answer.json()) as Partial<Problem> & { errors?: FieldError[] };
      return new Problem(
        answer.status,
        body.code ?? String(answer.status),
        body.title ?? '',
        body.detail ?? '',
        body.errors ?? [],
        body.requestId,
      );
    } catch {
      return new Problem(answer.status, String(answer.status), answer.statusText, '');
    }
  }
}
