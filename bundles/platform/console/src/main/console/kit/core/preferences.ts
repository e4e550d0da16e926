import { Api } from './api.js';

/** What the user has chosen in this organisation, kept on the server so that it follows him to his other machines. */
class Preferences {
  private readonly api = new Api('/api/v1/console');
  private readonly known = new Map<string, Promise<unknown>>();

  forget(): void {
    this.known.clear();
  }

  async get<T>(key: string, otherwise: T): Promise<T> {
    let value = this.known.get(key);
    if (!value) {
      value = this.api.get<unknown>(`preferences/${key}`).catch((e: unknown) => {
        this.known.delete(key);
        throw e;
      });
      this.known.set(key, value);
    }
    try {
      return ((await value) as T | undefined) ?? otherwise;
    } catch {
      return otherwise; // a preference is never worth an error
    }
  }

  async set(key: string, value: unknown): Promise<void> {
    this.known.set(key, Promise.resolve(value));
    await this.api.put(`preferences/${key}`, value);
  }
}

export const preferences = new Preferences();
